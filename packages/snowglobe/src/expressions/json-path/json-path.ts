import { parsePath } from './parse-path.ts';
import { isDefinitePath, startWalk, valueAt } from './walk.ts';

/**
 * Compiles a path of Jayway's JsonPath. What it gives takes a document (plain JSON or maps) and returns the value of a definite
 * path, undefined when there is none, or the list of everything that an indefinite path leads to. Throws JsonPathSyntaxError;
 * the compiled path throws JsonPathLimitError.
 */
export function readJsonPath(path: string): (document: unknown) => unknown {
  const parsed = parsePath(path);
  return (document) => valueAt(parsed, startWalk(document));
}

/** Whether a path leads to at most one value. Throws JsonPathSyntaxError. */
export function isDefinite(path: string): boolean {
  return isDefinitePath(parsePath(path));
}
