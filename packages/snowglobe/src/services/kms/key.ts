import type { KeyMetadata } from '@aws-sdk/client-kms';
import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import { scheduleRotation } from './due-work.ts';
import {
  aliasNotFound,
  disabled,
  dryRun,
  invalidAlgorithm,
  invalidKeyUsage,
  keyNotFound,
  managedKey,
  notFound,
  pendingDeletion,
  unsupported,
} from './errors.ts';
import { symmetricMaterial } from './key-material.ts';
import { managedKeyPolicy } from './key-policy.ts';
import { algorithmsOf } from './key-spec.ts';
import { dayMs, limits } from './limits.ts';
import { type AliasRow, aliases, type KeyRow, keys } from './tables.ts';

export interface LocatedKey {
  readonly scope: Scope;
  readonly row: KeyRow;
}

/** Where a key id, key ARN, alias name or alias ARN points: a scope and `<id>` or `alias/<name>`. */
export function addressOf(keyId: string, scope: Scope): { readonly scope: Scope; readonly name: string } | undefined {
  const arn = parseArn(keyId);
  if (!arn) return { scope, name: keyId };
  if (arn.service !== 'kms' || arn.region !== scope.region) return undefined;
  const name = arn.resource.replace(/^key\//, '');
  return { scope: { account: arn.account, region: arn.region }, name };
}

export const keyArn = (scope: Scope, keyId: string): string => formatArn('kms', scope, `key/${keyId}`);

export const aliasArn = (scope: Scope, name: string): string => formatArn('kms', scope, name);

/** The key that an identifier names; undefined when there is none. */
export function findKey(globe: Globe, keyId: string, from: Scope): LocatedKey | undefined {
  const address = addressOf(keyId, from);
  if (!address) return undefined;
  const { scope, name } = address;
  const id = name.startsWith('alias/') ? globe.store.collection(aliases, scope).get(name)?.targetKeyId : name;
  const row = id === undefined ? undefined : globe.store.collection(keys, scope).get(id);
  return row && { scope, row };
}

/** The same, but throws AWS's NotFoundException; makes the managed key behind `alias/aws/...` on its first use. */
export function getKey(call: Call, keyId: string): LocatedKey {
  const found = findKey(call.globe, keyId, call.scope);
  if (found) return found;
  const address = addressOf(keyId, call.scope);
  if (!address) throw notFound(`Invalid arn ${parseArn(keyId)?.region ?? keyId}`);
  const { scope, name } = address;
  if (managedAlias.test(name)) return call.step(() => makeManagedKey(call.globe, scope, name));
  throw name.startsWith('alias/') ? aliasNotFound(aliasArn(scope, name)) : keyNotFound(keyArn(scope, name));
}

export const managedAlias = /^alias\/aws\/([a-z0-9-]+)$/;

function makeManagedKey(globe: Globe, scope: Scope, aliasName: string): LocatedKey {
  const service = aliasName.slice('alias/aws/'.length);
  const keyId = globe.random.uuid();
  const now = globe.clock.now();
  const nextAt = now + limits.rotationPeriodInDays * dayMs;
  const row: KeyRow = {
    keyId,
    arn: keyArn(scope, keyId),
    description: `Default key that protects my ${service} data when no other key is defined`,
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    manager: 'AWS',
    state: 'Enabled',
    createdAt: now,
    policy: managedKeyPolicy(scope, service),
    materials: [{ bytes: symmetricMaterial(), createdAt: now }],
    rotation: { periodInDays: limits.rotationPeriodInDays, nextAt },
    tags: {},
  };
  globe.store.collection(keys, scope).put(row);
  globe.store.collection(aliases, scope).put(newAlias(scope, aliasName, keyId, now));
  scheduleRotation(globe, scope, keyId, nextAt);
  return { scope, row };
}

export function newAlias(scope: Scope, name: string, targetKeyId: string, now: number): AliasRow {
  return { name, arn: aliasArn(scope, name), targetKeyId, createdAt: now, updatedAt: now };
}

/** A key by its id or ARN: operations that manage keys take no alias. */
export function keyById(call: Call, keyId = ''): LocatedKey {
  if (addressOf(keyId, call.scope)?.name.startsWith('alias/')) throw notFound(`Invalid keyId ${keyId}`);
  return getKey(call, keyId);
}

/** A key that may be changed by its owner: not AWS's, not about to be deleted. */
export function ownKey(call: Call, keyId: string | undefined, operation: string): LocatedKey {
  const key = keyById(call, keyId);
  if (key.row.manager === 'AWS') throw managedKey(key.row.arn, operation);
  if (key.row.state === 'PendingDeletion') throw pendingDeletion(key.row.arn);
  return key;
}

/** What cryptographic operations have in common. */
export interface UseOfKey {
  readonly KeyId?: string | undefined;
  readonly DryRun?: boolean | undefined;
  readonly Recipient?: object | undefined;
}

/** A key that is ready for a cryptographic operation of a usage. */
export function usableKey(call: Call, input: UseOfKey, usage: KeyRow['usage'], operation: string): KeyRow {
  if (input.Recipient) throw unsupported('Recipient (Nitro enclaves) is not supported.');
  const { row } = getKey(call, input.KeyId ?? '');
  requireUsable(row, usage, operation);
  if (input.DryRun) throw dryRun();
  return row;
}

export function requireUsable(row: KeyRow, usage: KeyRow['usage'], operation: string): void {
  if (row.state === 'PendingDeletion') throw pendingDeletion(row.arn);
  if (row.state === 'Disabled') throw disabled(row.arn);
  if (row.usage !== usage) throw invalidKeyUsage(row.arn, row.usage, operation);
}

/** The algorithm asked for, when the key has it. */
export function checkedAlgorithm(row: KeyRow, algorithm: string): string {
  if (!algorithmsOf(row).includes(algorithm)) throw invalidAlgorithm(algorithm, row.spec);
  return algorithm;
}

export function saveKey(globe: Globe, { scope, row }: LocatedKey, change: Partial<KeyRow>): KeyRow {
  const changed = { ...row, ...change };
  globe.store.collection(keys, scope).put(changed);
  return changed;
}

const algorithmMembers = {
  ENCRYPT_DECRYPT: 'EncryptionAlgorithms',
  SIGN_VERIFY: 'SigningAlgorithms',
  GENERATE_VERIFY_MAC: 'MacAlgorithms',
} as const;

export function keyMetadata({ scope, row }: LocatedKey): KeyMetadata {
  return {
    AWSAccountId: scope.account,
    KeyId: row.keyId,
    Arn: row.arn,
    CreationDate: new Date(row.createdAt),
    Enabled: row.state === 'Enabled',
    Description: row.description,
    KeyUsage: row.usage,
    KeyState: row.state,
    ...(row.deletionAt !== undefined && { DeletionDate: new Date(row.deletionAt) }),
    Origin: 'AWS_KMS',
    KeyManager: row.manager,
    CustomerMasterKeySpec: row.spec as NonNullable<KeyMetadata['CustomerMasterKeySpec']>,
    KeySpec: row.spec as NonNullable<KeyMetadata['KeySpec']>,
    [algorithmMembers[row.usage]]: algorithmsOf(row),
    MultiRegion: false,
  };
}
