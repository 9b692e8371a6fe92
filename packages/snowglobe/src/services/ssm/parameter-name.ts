import { hierarchyLevelLimitExceeded, reservedName, validation } from './errors.ts';
import { maxHierarchyLevels, maxNameLength } from './limits.ts';

const rules =
  'can\'t be prefixed with "aws" or "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

/** The name of a parameter to be made. Throws ValidationException, AccessDeniedException or HierarchyLevelLimitExceededException. */
export function checkedName(name: string): string {
  const path = name.startsWith('/');
  if (!path && name.includes('/')) throw validation('Parameter name must be a fully qualified name.');
  if (path && /^\/(aws|ssm)(\/|$)/i.test(name)) throw reservedName(name);
  if (!/^[\w.\-/]+$/.test(name) || /\/\/|.\/$/.test(name)) throw validation(`Parameter name: ${rules}`);
  if (/^\/?(aws|ssm)/i.test(name)) throw validation(`Parameter name: ${rules}`);
  if (name.length > maxNameLength) {
    throw validation(`Parameter name must not be longer than ${maxNameLength} characters.`);
  }
  if (name.split('/').length - 1 > maxHierarchyLevels) throw hierarchyLevelLimitExceeded();
  return name;
}

/** A parameter as a reader names it: `name`, `name:3`, `name:label`, or an ARN in front of these. */
export interface ParameterReference {
  readonly name: string;
  /** With its colon. */
  readonly selector?: string;
}

export function parseReference(text: string): ParameterReference {
  const [, path] = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(\/.*)$/.exec(text) ?? [];
  const named = path === undefined ? text : arnName(path);
  const colon = named.indexOf(':');
  return colon < 0 ? { name: named } : { name: named.slice(0, colon), selector: named.slice(colon) };
}

/** ARNs write `/a/b` and `a` alike, with one slash: a name without further slashes has none of its own. */
function arnName(path: string): string {
  return path.indexOf('/', 1) < 0 ? path.slice(1) : path;
}

/** The resource part of a parameter's ARN. */
export function arnResource(name: string): string {
  return `parameter${name.startsWith('/') ? '' : '/'}${name}`;
}

export function isPublicName(name: string): boolean {
  return name.startsWith('/aws/');
}
