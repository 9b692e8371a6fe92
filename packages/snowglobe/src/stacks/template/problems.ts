import type { AwsError } from '../../contract/aws-error.ts';
import { validationError } from '../errors.ts';
import type { Path, TemplateDocument } from './read-template.ts';

/** Something that is wrong with a template. */
export interface Problem {
  /** AWS's text where it has one. */
  readonly message: string;
  readonly path: Path;
}

/** The problems of one template, told together. */
export class Problems {
  readonly list: Problem[] = [];
  readonly #unresolved = new Map<string, Set<string>>();

  add(message: string, path: Path): void {
    if (!this.list.some((problem) => problem.message === message)) this.list.push({ message, path });
  }

  /** Notes a name that stands for no parameter or resource; AWS lists them together, by block. */
  addUnresolved(block: string, name: string): void {
    const names = this.#unresolved.get(block) ?? new Set();
    this.#unresolved.set(block, names.add(name));
  }

  /** All problems, the unresolved names of each block as one. */
  all(): readonly Problem[] {
    const unresolved = [...this.#unresolved].map(([block, names]) => ({
      message: `Template format error: Unresolved resource dependencies [${[...names].join(', ')}] in the ${block} block of the template`,
      path: [block],
    }));
    return [...unresolved, ...this.list];
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

function place(document: TemplateDocument, path: Path): string {
  const position = document.positionOf(path);
  return position ? ` (line ${position.line}, column ${position.column})` : '';
}
