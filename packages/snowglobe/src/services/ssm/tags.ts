import type { Tag } from '@aws-sdk/client-ssm';
import type { Call } from '../../contract/operation.ts';
import { invalidResourceId, invalidResourceType, tooManyTags } from './errors.ts';
import { maxTags } from './limits.ts';
import { parametersOf } from './parameter.ts';
import { parseReference } from './parameter-name.ts';
import type { ParameterRow } from './tables.ts';

interface TaggedInput {
  readonly ResourceType: string | undefined;
  readonly ResourceId: string | undefined;
}

/** The parameter whose tags a request is about. Throws InvalidResourceType, InvalidResourceId. */
export function findTagged(call: Call, input: TaggedInput): ParameterRow {
  if (input.ResourceType !== 'Parameter') throw invalidResourceType(input.ResourceType ?? '');
  const row = parametersOf(call).get(parseReference(input.ResourceId ?? '').name);
  if (row === undefined) throw invalidResourceId();
  return row;
}

/** Later tags replace earlier ones of their key. */
export function checkedTags(tags: readonly Tag[] | undefined): readonly Tag[] {
  const byKey = new Map((tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  if (byKey.size > maxTags) throw tooManyTags();
  return [...byKey].map(([Key, Value]) => ({ Key, Value }));
}
