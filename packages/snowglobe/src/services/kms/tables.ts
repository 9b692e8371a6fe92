import type { TableDefinition } from '../../contract/table.ts';

/** One generation of a key's material: AES or HMAC bytes, or a private key as PKCS #8 DER. */
export interface KeyMaterial {
  readonly bytes: Uint8Array;
  readonly createdAt: number;
  readonly rotationType?: 'AUTOMATIC' | 'ON_DEMAND';
}

export interface KeyRow {
  readonly keyId: string;
  readonly arn: string;
  readonly description: string;
  readonly spec: string;
  readonly usage: 'ENCRYPT_DECRYPT' | 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC';
  readonly manager: 'CUSTOMER' | 'AWS';
  readonly state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly createdAt: number;
  readonly deletionAt?: number;
  readonly policy: string;
  /** Oldest first. The last one encrypts, each one still decrypts what it encrypted. */
  readonly materials: readonly KeyMaterial[];
  /** Present while automatic rotation is on. */
  readonly rotation?: { readonly periodInDays: number; readonly nextAt: number };
  readonly tags: Readonly<Record<string, string>>;
}

export const keys: TableDefinition<KeyRow> = { name: 'kms/keys', key: (row) => row.keyId };

export interface AliasRow {
  /** With `alias/` in front. */
  readonly name: string;
  readonly arn: string;
  readonly targetKeyId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const aliases: TableDefinition<AliasRow> = {
  name: 'kms/aliases',
  key: (row) => row.name,
  indexes: { target: (row) => `${row.targetKeyId} ${row.name}` },
};

export interface GrantRow {
  readonly grantId: string;
  readonly keyId: string;
  readonly token: string;
  readonly name?: string;
  readonly granteePrincipal: string;
  readonly retiringPrincipal?: string;
  readonly issuingAccount: string;
  readonly operations: readonly string[];
  readonly contextSubset?: Readonly<Record<string, string>>;
  readonly contextEquals?: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

/** Partition: the key's id. */
export const grants: TableDefinition<GrantRow> = { name: 'kms/grants', key: (row) => row.grantId };

export const tables = [keys, aliases, grants];
