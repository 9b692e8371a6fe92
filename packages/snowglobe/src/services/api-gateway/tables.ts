import type {
  ApiKey,
  Authorizer,
  AuthorizerType,
  DocumentationPart,
  DocumentationVersion,
  DomainName,
  GatewayResponse,
  Method,
  Model,
  RequestValidator,
  RestApi,
  Stage,
  UsagePlan,
  UsagePlanKey,
} from '@aws-sdk/client-api-gateway';
import type { TableDefinition } from '../../contract/table.ts';

export interface ApiRow extends RestApi {
  readonly id: string;
  readonly name: string;
  readonly rootResourceId: string;
  readonly tags: Record<string, string>;
}

export interface ResourceRow {
  readonly id: string;
  readonly parentId?: string;
  readonly pathPart?: string;
  /** `/tasks/{id}` */
  readonly path: string;
  /** By HTTP method; `ANY` is one. */
  readonly methods: Readonly<Record<string, Method>>;
}

export type ModelRow = Model & { readonly name: string };
export type ValidatorRow = RequestValidator & { readonly id: string };
export type AuthorizerRow = Authorizer & { readonly id: string; readonly name: string; readonly type: AuthorizerType };
export type GatewayResponseRow = GatewayResponse & { readonly responseType: string };

/** The API as it was: what stages serve. */
export interface Snapshot {
  readonly api: ApiRow;
  readonly resources: readonly ResourceRow[];
  readonly models: readonly ModelRow[];
  readonly validators: readonly ValidatorRow[];
  readonly gatewayResponses: readonly GatewayResponseRow[];
  /** Absent from what was deployed before there were any. */
  readonly authorizers?: readonly AuthorizerRow[];
}

export interface DeploymentRow {
  readonly id: string;
  readonly description?: string | undefined;
  readonly createdDate: Date;
  readonly snapshot: Snapshot;
}

export interface StageRow extends Stage {
  readonly stageName: string;
  readonly deploymentId: string;
  readonly tags: Record<string, string>;
}

export interface ApiKeyRow extends ApiKey {
  readonly id: string;
  readonly value: string;
  readonly tags: Record<string, string>;
}

export interface UsagePlanRow extends UsagePlan {
  readonly id: string;
  readonly tags: Record<string, string>;
}

export type UsagePlanKeyRow = UsagePlanKey & { readonly id: string };

/** Requests that a key made in a plan's current period. */
export interface UsageRow {
  readonly keyId: string;
  /** Epoch ms. */
  readonly periodStart: number;
  readonly used: number;
  /** By day (`2024-05-31`): what was used, and what was left at its end. */
  readonly days?: Readonly<Record<string, readonly [used: number, remaining: number]>>;
}

export interface AccountRow {
  readonly id: 'account';
  readonly cloudwatchRoleArn?: string | undefined;
}

export type DocumentationPartRow = DocumentationPart & { readonly id: string };
/** A version with the parts as they were. */
export type DocumentationVersionRow = DocumentationVersion & {
  readonly version: string;
  readonly parts: readonly DocumentationPartRow[];
};

export interface DomainNameRow extends DomainName {
  readonly domainName: string;
  readonly tags: Record<string, string>;
}

export interface BasePathMappingRow {
  /** `(none)`: the domain's root. */
  readonly basePath: string;
  readonly restApiId: string;
  /** Undefined: the next segment of the path names it. */
  readonly stage?: string | undefined;
}

/** Where a custom domain lives, by its name and by the names that AWS gives it. */
export interface DomainAddressRow {
  readonly host: string;
  readonly domainName: string;
  readonly account: string;
  readonly region: string;
}

/** An answer that a stage's cache keeps. */
export interface CachedResponseRow {
  readonly key: string;
  /** Epoch ms. */
  readonly expiresAt: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
}

/** Where an API lives, for requests that tell only its id. */
export interface AddressRow {
  readonly apiId: string;
  readonly account: string;
  readonly region: string;
}

export const apis: TableDefinition<ApiRow> = { name: 'api-gateway/apis', key: (row) => row.id };
/** Partition of resources, models, validators, authorizers, gateway responses, deployments and stages: the API's id. */
export const resources: TableDefinition<ResourceRow> = { name: 'api-gateway/resources', key: (row) => row.id };
export const models: TableDefinition<ModelRow> = { name: 'api-gateway/models', key: (row) => row.name };
export const validators: TableDefinition<ValidatorRow> = { name: 'api-gateway/validators', key: (row) => row.id };
export const authorizers: TableDefinition<AuthorizerRow> = { name: 'api-gateway/authorizers', key: (row) => row.id };
export const gatewayResponses: TableDefinition<GatewayResponseRow> = {
  name: 'api-gateway/gateway-responses',
  key: (row) => row.responseType,
};
export const deployments: TableDefinition<DeploymentRow> = { name: 'api-gateway/deployments', key: (row) => row.id };
export const stages: TableDefinition<StageRow> = { name: 'api-gateway/stages', key: (row) => row.stageName };
export const apiKeys: TableDefinition<ApiKeyRow> = {
  name: 'api-gateway/api-keys',
  key: (row) => row.id,
  indexes: { value: (row) => row.value },
};
export const usagePlans: TableDefinition<UsagePlanRow> = { name: 'api-gateway/usage-plans', key: (row) => row.id };
/** Partition of plan keys and usage: the plan's id. */
export const usagePlanKeys: TableDefinition<UsagePlanKeyRow> = {
  name: 'api-gateway/usage-plan-keys',
  key: (row) => row.id,
};
export const usage: TableDefinition<UsageRow> = { name: 'api-gateway/usage', key: (row) => row.keyId };
export const accounts: TableDefinition<AccountRow> = { name: 'api-gateway/accounts', key: (row) => row.id };
/** Lives in the scope of everywhere. */
export const addresses: TableDefinition<AddressRow> = { name: 'api-gateway/addresses', key: (row) => row.apiId };
/** Partition of documentation: the API's id. */
export const documentationParts: TableDefinition<DocumentationPartRow> = {
  name: 'api-gateway/documentation-parts',
  key: (row) => row.id,
};
export const documentationVersions: TableDefinition<DocumentationVersionRow> = {
  name: 'api-gateway/documentation-versions',
  key: (row) => row.version,
};
export const domainNames: TableDefinition<DomainNameRow> = {
  name: 'api-gateway/domain-names',
  key: (row) => row.domainName,
};
/** Partition: the domain name. */
export const basePathMappings: TableDefinition<BasePathMappingRow> = {
  name: 'api-gateway/base-path-mappings',
  key: (row) => row.basePath,
};
/** Lives in the scope of everywhere. */
export const domainAddresses: TableDefinition<DomainAddressRow> = {
  name: 'api-gateway/domain-addresses',
  key: (row) => row.host,
};
/** Partition: `API/STAGE`. */
export const cachedResponses: TableDefinition<CachedResponseRow> = {
  name: 'api-gateway/cached-responses',
  key: (row) => row.key,
};
