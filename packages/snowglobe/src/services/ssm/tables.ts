import type { Tag } from '@aws-sdk/client-ssm';
import type { TableDefinition } from '../../contract/table.ts';

type ParameterType = 'String' | 'StringList' | 'SecureString';
export type Tier = 'Standard' | 'Advanced';

/** What one version of a parameter holds. */
export interface VersionRow {
  readonly name: string;
  readonly version: number;
  readonly type: ParameterType;
  readonly value: string;
  readonly tier: Tier;
  readonly description?: string | undefined;
  readonly allowedPattern?: string | undefined;
  readonly keyId?: string | undefined;
  readonly dataType: string;
  readonly labels: readonly string[];
  /** Epoch ms. */
  readonly lastModifiedAt: number;
  /** ARN. */
  readonly lastModifiedUser: string;
}

/** A parameter: its newest version, and its tags. */
export interface ParameterRow {
  readonly name: string;
  readonly version: number;
  readonly tags: readonly Tag[];
}

/** By name. */
export const parameters: TableDefinition<ParameterRow> = { name: 'ssm/parameters', key: (row) => row.name };

/** Partition: the parameter's name. By version. */
export const versions: TableDefinition<VersionRow> = {
  name: 'ssm/versions',
  key: (row) => versionKey(row.version),
};

export function versionKey(version: number): string {
  return String(version).padStart(10, '0');
}
