import type { AwsError } from '../../contract/aws-error.ts';
import { validationError } from '../errors.ts';
import type { Path, TemplateDocument } from './read-template.ts';

/** Something that is wrong with a template. */
export interface Problem {
  /** AWS's text where it has one. */
  readonly message: string;
  /** Where it is, the first time. */
  readonly path: Path;
}

/** How many of the resources that share a problem are named. */
const namedResources = 3;

interface Found extends Problem {
  /** The resources that share it; empty when it is no matter of resources. */
  readonly resources: Set<string>;
}

/** The problems of one template, told together. */
export class Problems {
  readonly #found = new Map<string, Found>();
  readonly #unresolved = new Map<string, Set<string>>();

  add(message: string, path: Path): void {
    this.#find(message, path);
  }

  /** Notes what may be wrong with many resources in the same way; told once, with how many there are and the first of them. */
  addShared(message: string, resource: string, path: Path): void {
    this.#find(message, path).resources.add(resource);
  }

  #find(message: string, path: Path): Found {
    const found = this.#found.get(message) ?? { message, path, resources: new Set() };
    this.#found.set(message, found);
    return found;
  }

  /** Notes a name that stands for no parameter or resource; AWS lists them together, by block. */
  addUnresolved(block: string, name: string): void {
    const names = this.#unresolved.get(block) ?? new Set();
    this.#unresolved.set(block, names.add(name));
  }

  /** All problems, the unresolved names of each block as one, and what resources share as one. */
  all(): readonly Problem[] {
    const unresolved = [...this.#unresolved].map(([block, names]) => ({
      message: `Template format error: Unresolved resource dependencies [${[...names].join(', ')}] in the ${block} block of the template`,
      path: [block],
    }));
    const found = [...this.#found.values()].map(({ message, path, resources }) => ({
      message: resources.size > 0 ? `${message} (${listed([...resources])})` : message,
      path,
    }));
    return [...unresolved, ...found];
  }

  /** Undefined when there is no problem; AWS's own error when there is one; else one error that lists them. */
  toError(document: TemplateDocument): AwsError | undefined {
    const problems = this.all();
    const [first] = problems;
    if (!first) return undefined;
    if (problems.length === 1) return validationError(first.message);
    // Differs from AWS: every problem of a template is told at once, where AWS stops at the first.
    const lines = problems.map(({ message, path }) => `- ${message}${place(document, path)}`);
    return validationError(
      `Template error: ${problems.length} problems were found, nothing was changed\n${lines.join('\n')}`,
    );
  }
}

function listed(resources: readonly string[]): string {
  if (resources.length === 1) return `resource ${resources[0]}`;
  const more = resources.length > namedResources ? ', ...' : '';
  return `${resources.length} resources: ${resources.slice(0, namedResources).join(', ')}${more}`;
}

function place(document: TemplateDocument, path: Path): string {
  const position = document.positionOf(path);
  return position ? ` (line ${position.line}, column ${position.column})` : '';
}
