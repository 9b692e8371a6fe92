import type { Principal } from '../contract/principal.ts';
import type { TableDefinition } from '../contract/table.ts';

/** What roles, users and groups have in common: the policies that hang on them. */
export interface PolicyHolder {
  /** `/` or `/team/` */
  readonly path: string;
  readonly arn: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Policy name > JSON text. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
  /** ARNs in the order of their attachment. */
  readonly attachedPolicyArns: readonly string[];
}

export interface RoleRow extends PolicyHolder {
  readonly roleName: string;
  /** `AROA...` */
  readonly roleId: string;
  readonly trustPolicy: string;
  readonly description?: string;
  readonly maxSessionDurationSeconds: number;
  readonly boundaryArn?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface UserRow extends PolicyHolder {
  readonly userName: string;
  /** `AIDA...` */
  readonly userId: string;
  readonly groupNames: readonly string[];
  readonly boundaryArn?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface GroupRow extends PolicyHolder {
  readonly groupName: string;
  /** `AGPA...` */
  readonly groupId: string;
}

export interface PolicyVersion {
  /** `v1` */
  readonly versionId: string;
  readonly document: string;
  readonly createdAt: number;
}

/** A customer managed policy. */
export interface ManagedPolicyRow {
  readonly policyName: string;
  /** `ANPA...` */
  readonly policyId: string;
  readonly arn: string;
  readonly path: string;
  readonly description?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly defaultVersionId: string;
  /** Oldest first. */
  readonly versions: readonly PolicyVersion[];
  /** The number of the version that was made last: version ids are never used twice. */
  readonly lastVersion: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface InstanceProfileRow {
  readonly instanceProfileName: string;
  /** `AIPA...` */
  readonly instanceProfileId: string;
  readonly arn: string;
  readonly path: string;
  readonly createdAt: number;
  readonly roleName?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** An OpenID Connect provider whose tokens roles may trust. */
export interface OidcProviderRow {
  readonly arn: string;
  /** Without its scheme, as condition keys and the ARN have it. */
  readonly url: string;
  /** As it was given, with the scheme: where discovery begins. */
  readonly issuer: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

/** When a role or a key was last used, to the minute. */
export interface LastUseRow {
  /** A role's ARN, or an access key's id. */
  readonly id: string;
  /** Epoch ms. */
  readonly usedAt: number;
  readonly region: string;
  readonly service: string;
}

/** A key that the globe issued: a user's access key, or the temporary credentials of a session. */
export interface KeyRow {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly createdAt: number;
  readonly holder:
    | { readonly kind: 'user'; readonly account: string; readonly userName: string; readonly active: boolean }
    | {
        readonly kind: 'session';
        readonly principal: Principal;
        readonly sessionToken: string;
        readonly expiresAt: number;
      };
}

/** IAM compares names without regard to case. */
export const nameKey = (name: string): string => name.toLowerCase();

export const roles: TableDefinition<RoleRow> = { name: 'iam/roles', key: (row) => nameKey(row.roleName) };
export const users: TableDefinition<UserRow> = { name: 'iam/users', key: (row) => nameKey(row.userName) };
export const groups: TableDefinition<GroupRow> = { name: 'iam/groups', key: (row) => nameKey(row.groupName) };
export const managedPolicies: TableDefinition<ManagedPolicyRow> = {
  name: 'iam/policies',
  key: (row) => nameKey(row.policyName),
};
export const instanceProfiles: TableDefinition<InstanceProfileRow> = {
  name: 'iam/instance-profiles',
  key: (row) => nameKey(row.instanceProfileName),
};

export const oidcProviders: TableDefinition<OidcProviderRow> = { name: 'iam/oidc-providers', key: (row) => row.arn };

/** Lives in the scope of everywhere, as keys do. */
export const lastUses: TableDefinition<LastUseRow> = { name: 'iam/last-uses', key: (row) => row.id };

/** Lives in the scope of everywhere: a request's account is known only once its key is found. */
export const keys: TableDefinition<KeyRow> = {
  name: 'iam/keys',
  key: (row) => row.accessKeyId,
  indexes: {
    byUser: ({ holder, accessKeyId }) =>
      holder.kind === 'user' ? userKeyPrefix(holder.account, holder.userName) + accessKeyId : undefined,
    byExpiry: ({ holder }) => (holder.kind === 'session' ? expiryKey(holder.expiresAt) : undefined),
  },
};

export const userKeyPrefix = (account: string, userName: string): string => `${account}/${nameKey(userName)}/`;

/** Orders as the instants do. */
export const expiryKey = (expiresAt: number): string => String(Math.ceil(expiresAt)).padStart(16, '0');
