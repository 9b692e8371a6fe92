import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { aliasNotFound, functionNotFound } from './errors.ts';
import { type FunctionAddress, functionArn } from './function-name.ts';
import {
  type AliasRow,
  aliases,
  type FunctionRow,
  functions,
  qualifiedKey,
  type VersionRow,
  versionKey,
  versions,
} from './tables.ts';

export const latest = '$LATEST';

type Readable = Pick<Globe, 'store'>;

export function findFunction({ store }: Readable, address: FunctionAddress): FunctionRow | undefined {
  return store.collection(functions, address.scope).get(address.name);
}

/** The function, or AWS's ResourceNotFoundException. */
export function requireFunction(globe: Readable, address: FunctionAddress): FunctionRow {
  const row = findFunction(globe, address);
  if (!row) throw functionNotFound(functionArn(address));
  return row;
}

export function findVersion({ store }: Readable, scope: Scope, name: string, version: string): VersionRow | undefined {
  return store.collection(versions, scope).get(versionKey(name, version));
}

/** Every version of a function, `$LATEST` first, then by number. */
export function versionsOf({ store }: Readable, scope: Scope, name: string): readonly VersionRow[] {
  return [...store.collection(versions, scope).range({ prefix: `${name}:` })];
}

export function findAlias({ store }: Readable, scope: Scope, name: string, alias: string): AliasRow | undefined {
  return store.collection(aliases, scope).get(qualifiedKey(name, alias));
}

export function aliasesOf({ store }: Readable, scope: Scope, name: string): readonly AliasRow[] {
  return [...store.collection(aliases, scope).range({ prefix: `${name}:` })];
}

/**
 * The version that a qualifier means; of an alias with two versions, `fraction` (0 to 1) decides. Throws
 * ResourceNotFoundException with the ARN that was asked for.
 */
export function requireVersion(globe: Readable, address: FunctionAddress, fraction = 1): VersionRow {
  requireFunction(globe, { ...address, qualifier: address.qualifier });
  const wanted = address.qualifier ?? latest;
  const direct = findVersion(globe, address.scope, address.name, wanted);
  if (direct) return direct;
  const alias = findAlias(globe, address.scope, address.name, wanted);
  const version = alias && findVersion(globe, address.scope, address.name, routedVersion(alias, fraction));
  if (!version) throw functionNotFound(functionArn(address));
  return version;
}

/** Which of an alias's versions a call goes to. */
export function routedVersion(alias: AliasRow, fraction: number): string {
  for (const [version, weight] of Object.entries(alias.additionalWeights)) {
    if (fraction < weight) return version;
  }
  return alias.version;
}

export function requireAlias(globe: Readable, address: FunctionAddress, name: string): AliasRow {
  requireFunction(globe, { ...address, qualifier: undefined });
  const row = findAlias(globe, address.scope, address.name, name);
  if (!row) throw aliasNotFound(functionArn({ ...address, qualifier: name }));
  return row;
}
