import type { Globe } from '../../contract/globe.ts';
import { invalidParameter, preconditionFailed } from './errors.ts';
import { findVersion, latest, requireFunction, requireVersion } from './function.ts';
import type { FunctionAddress } from './function-name.ts';
import { functions, type VersionRow, versions } from './tables.ts';

export interface PublishRequest {
  readonly CodeSha256?: string | undefined;
  readonly Description?: string | undefined;
  readonly RevisionId?: string | undefined;
}

/** What of a version makes it another one; AWS publishes nothing when code and configuration are those of the last version. */
const sameVersion = (a: VersionRow, b: VersionRow): boolean => comparable(a) === comparable(b);

function comparable(row: VersionRow): string {
  const { version: _version, description: _description, revisionId: _revision, lastModifiedAt: _at, ...rest } = row;
  return JSON.stringify(rest);
}

/** Makes a version of `$LATEST`; joins the open step. */
export function publishVersion(globe: Globe, address: FunctionAddress, request: PublishRequest): VersionRow {
  const { scope, name } = address;
  const row = requireFunction(globe, { ...address, qualifier: undefined });
  const current = requireVersion(globe, { scope, name, qualifier: latest });
  if (request.RevisionId !== undefined && request.RevisionId !== current.revisionId) {
    throw preconditionFailed('GetFunction/GetAlias');
  }
  if (request.CodeSha256 !== undefined && request.CodeSha256 !== current.codeSha256) {
    throw invalidParameter(
      `CodeSHA256 (${request.CodeSha256}) is different from current CodeSHA256 in $LATEST (${current.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  const last = findVersion(globe, scope, name, String(row.nextVersion - 1));
  if (last && sameVersion(last, current)) return last;
  const published: VersionRow = {
    ...current,
    version: String(row.nextVersion),
    description: request.Description ?? current.description,
    revisionId: globe.random.uuid(),
  };
  globe.store.collection(versions, scope).put(published);
  globe.store.collection(functions, scope).put({ ...row, nextVersion: row.nextVersion + 1 });
  return published;
}
