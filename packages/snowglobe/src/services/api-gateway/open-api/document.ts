import { badRequest } from '../errors.ts';
import { isMembers, listAt, type Members, membersAt, objectsAt, textAt } from './members.ts';
import { yaml } from './yaml.ts';

/** An OpenAPI 3 or a Swagger 2.0 document. */
export interface ApiDocument {
  readonly root: Members;
  readonly version: 2 | 3;
}

/** Reads a document from JSON or YAML. */
export function readDocument(body: Uint8Array): ApiDocument {
  const root = parsed(Buffer.from(body).toString());
  const swagger = textAt(root, 'swagger');
  const openApi = textAt(root, 'openapi');
  if (!isMembers(root) || (swagger === undefined && openApi === undefined)) {
    throw badRequest('Failed to parse the uploaded OpenAPI document due to: Invalid OpenAPI input.');
  }
  if (swagger !== undefined && !/^2(\.0)?$/.test(swagger)) throw unsupportedVersion(swagger);
  if (openApi !== undefined && !openApi.startsWith('3.')) throw unsupportedVersion(openApi);
  return { root, version: swagger === undefined ? 3 : 2 };
}

const unsupportedVersion = (version: string) =>
  badRequest(`Failed to parse the uploaded OpenAPI document due to: Invalid OpenAPI version ${version}.`);

function parsed(text: string): unknown {
  try {
    return text.trimStart().startsWith('{') ? JSON.parse(text) : yaml().parse(text, { maxAliasCount: 1000 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badRequest(`Failed to parse the uploaded OpenAPI document due to: ${reason}`);
  }
}

export function schemasIn({ root, version }: ApiDocument): readonly (readonly [string, Members])[] {
  return version === 2 ? objectsAt(root, 'definitions') : objectsAt(membersAt(root, 'components'), 'schemas');
}

export function securitySchemesIn({ root, version }: ApiDocument): readonly (readonly [string, Members])[] {
  return version === 2
    ? objectsAt(root, 'securityDefinitions')
    : objectsAt(membersAt(root, 'components'), 'securitySchemes');
}

/** Where the document says that its API is: `/v1`; '' for the root. */
export function basePathIn({ root, version }: ApiDocument): string {
  if (version === 2) return trimmed(textAt(root, 'basePath') ?? '');
  const [server] = listAt(root, 'servers');
  const variables = Object.fromEntries(
    objectsAt(server, 'variables').map(([name, variable]) => [name, textAt(variable, 'default') ?? '']),
  );
  if (variables.basePath !== undefined) return trimmed(variables.basePath);
  return trimmed(/^[a-z]+:\/\/[^/]+(\/[^?{]*)?/i.exec(textAt(server, 'url') ?? '')?.[1] ?? '');
}

function trimmed(path: string): string {
  const inner = path.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '' : `/${inner}`;
}

/** What `#/components/parameters/Id` leads to; the value itself when it is no reference. */
export function resolved({ root }: ApiDocument, value: unknown, depth = 0): Members {
  const reference = textAt(value, '$ref');
  if (!reference?.startsWith('#/') || depth > 10) return isMembers(value) ? value : {};
  const names = reference.slice(2).split('/');
  const target = names.reduce<unknown>(
    (at, name) => (isMembers(at) ? at[name.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
    root,
  );
  return resolved({ root, version: 3 }, target, depth + 1);
}
