import type { Item } from './attribute-value.ts';
import { invalidParameter } from './errors.ts';
import type { Placeholders } from './expressions/compiled.ts';
import type { Path } from './expressions/path.ts';
import { type Projection, projectionTree } from './expressions/projection.ts';

export interface ProjectionInput {
  readonly ProjectionExpression?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
}

/** The parts to give of each item, in either style; undefined: all. Throws AWS's ValidationException. */
export function readProjection(input: ProjectionInput, placeholders: Placeholders): Projection | undefined {
  if (input.ProjectionExpression !== undefined) return placeholders.projection(input.ProjectionExpression);
  if (!input.AttributesToGet) return undefined;
  requireDistinctAttributes(input.AttributesToGet);
  const paths = input.AttributesToGet.map((name): Path => [name]);
  return { paths, root: projectionTree(paths), usedNames: new Set() };
}

/** Answers hold plain records. */
export function asRecord(item: Item): Record<string, Item[string]> {
  return item as Record<string, Item[string]>;
}

/** Throws AWS's ValidationException. */
export function requireDistinctAttributes(names: readonly string[] | undefined): void {
  const duplicate = names?.find((name, at) => names.indexOf(name) < at);
  if (duplicate !== undefined) throw invalidParameter(`Duplicate value in attribute name: ${duplicate}`);
}
