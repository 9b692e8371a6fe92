import type { CauseLink } from '../../contract/cause.ts';
import { eventSourceMappings } from '../../contract/event-source-mapping.ts';
import type { TableDefinition } from '../../contract/table.ts';

/** Where a version's code lies. */
export type CodeSource =
  | { readonly kind: 'zip'; readonly blob: string }
  /** Loaded in place. */
  | { readonly kind: 'folder'; readonly path: string };

/** What all versions of a function share. */
export interface FunctionRow {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  /** The number that the next published version gets. */
  readonly nextVersion: number;
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** `$LATEST` or a published version. */
export interface VersionRow {
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly description: string;
  readonly runtime: string;
  readonly handler: string;
  readonly role: string;
  readonly code: CodeSource;
  /** Base64. */
  readonly codeSha256: string;
  readonly codeBytes: number;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>> | undefined;
  readonly layers: readonly LayerReference[];
  readonly logging: LoggingSettings;
  readonly tracingMode: 'Active' | 'PassThrough';
  /** An SQS queue or SNS topic for events that every attempt failed. */
  readonly deadLetterArn: string | undefined;
  readonly architectures: readonly string[];
  readonly ephemeralStorageMb: number;
  readonly kmsKeyArn: string | undefined;
  /** What the environment is encrypted under: a data key, encrypted, base64. */
  readonly environmentKey?: string | undefined;
  /** Changes with every update. */
  readonly revisionId: string;
  /** Epoch ms. */
  readonly lastModifiedAt: number;
}

/** A layer as a function uses it; goes on working when the layer version is deleted. */
export type LayerReference = Pick<LayerVersionRow, 'arn' | 'code' | 'codeSha256' | 'codeBytes'>;

export interface LoggingSettings {
  readonly format: 'Text' | 'JSON';
  readonly group: string;
  readonly applicationLevel: string;
  readonly systemLevel: string;
}

export interface AliasRow {
  readonly functionName: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Share of a second version, 0 to 1. */
  readonly additionalWeights: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

/** The resource policy of a function, version or alias. */
export interface PolicyRow {
  readonly functionName: string;
  /** '' for the function itself. */
  readonly qualifier: string;
  readonly statements: readonly PolicyStatement[];
  readonly revisionId: string;
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: '*' | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface EventInvokeConfigRow {
  readonly functionName: string;
  /** `$LATEST`, a version or an alias. */
  readonly qualifier: string;
  readonly maximumRetryAttempts: number | undefined;
  readonly maximumEventAgeSeconds: number | undefined;
  readonly onSuccessArn: string | undefined;
  readonly onFailureArn: string | undefined;
  readonly lastModifiedAt: number;
}

export interface FunctionUrlRow {
  readonly functionName: string;
  /** '' or an alias. */
  readonly qualifier: string;
  readonly urlId: string;
  readonly cors: FunctionUrlCors | undefined;
  readonly invokeMode: 'BUFFERED' | 'RESPONSE_STREAM';
  readonly createdAt: number;
  readonly lastModifiedAt: number;
}

export interface FunctionUrlCors {
  readonly AllowCredentials?: boolean | undefined;
  readonly AllowHeaders?: string[] | undefined;
  readonly AllowMethods?: string[] | undefined;
  readonly AllowOrigins?: string[] | undefined;
  readonly ExposeHeaders?: string[] | undefined;
  readonly MaxAge?: number | undefined;
}

export interface LayerVersionRow {
  readonly layerName: string;
  readonly version: number;
  readonly arn: string;
  readonly description: string;
  readonly code: CodeSource;
  readonly codeSha256: string;
  readonly codeBytes: number;
  readonly compatibleRuntimes: readonly string[];
  readonly compatibleArchitectures: readonly string[];
  readonly licenseInfo: string | undefined;
  readonly createdAt: number;
}

/** How many versions of a layer there have been: numbers are never used again. */
export interface LayerRow {
  readonly layerName: string;
  readonly lastVersion: number;
}

/** An asynchronous invocation that is not over. */
export interface AsyncInvocationRow {
  readonly requestId: string;
  readonly functionName: string;
  /** As the caller addressed the function. */
  readonly qualifier: string | undefined;
  readonly payload: string;
  readonly clientContext: string | undefined;
  readonly enqueuedAt: number;
  readonly dueAt: number;
  /** Finished attempts. */
  readonly attempts: number;
  /** Throttles since the last attempt. */
  readonly throttles: number;
  readonly cause: CauseLink;
}

/** A code asset that lies on this machine: what `s3://bucket/key` would hold, as a folder or file of a CDK assembly. */
export interface LocalCodeRow {
  readonly location: string;
  readonly path: string;
}

const numbered = (version: number): string => String(version).padStart(10, '0');
export const versionKey = (functionName: string, version: string): string =>
  `${functionName}:${/^\d+$/.test(version) ? numbered(Number(version)) : version}`;
export const qualifiedKey = (functionName: string, qualifier: string): string => `${functionName}:${qualifier}`;
export const layerVersionKey = (layerName: string, version: number): string => `${layerName}:${numbered(version)}`;
export const localCodeKey = (bucket: string, key: string): string => `${bucket}/${key}`;

export const functions: TableDefinition<FunctionRow> = { name: 'lambda/functions', key: (row) => row.name };
export const versions: TableDefinition<VersionRow> = {
  name: 'lambda/versions',
  key: (row) => versionKey(row.functionName, row.version),
};
export const aliases: TableDefinition<AliasRow> = {
  name: 'lambda/aliases',
  key: (row) => qualifiedKey(row.functionName, row.name),
};
export const policies: TableDefinition<PolicyRow> = {
  name: 'lambda/policies',
  key: (row) => qualifiedKey(row.functionName, row.qualifier),
};
export const eventInvokeConfigs: TableDefinition<EventInvokeConfigRow> = {
  name: 'lambda/event-invoke-configs',
  key: (row) => qualifiedKey(row.functionName, row.qualifier),
};
export const functionUrls: TableDefinition<FunctionUrlRow> = {
  name: 'lambda/function-urls',
  key: (row) => qualifiedKey(row.functionName, row.qualifier),
  indexes: { urlId: (row) => row.urlId },
};
export const layers: TableDefinition<LayerRow> = { name: 'lambda/layers', key: (row) => row.layerName };
export const layerVersions: TableDefinition<LayerVersionRow> = {
  name: 'lambda/layer-versions',
  key: (row) => layerVersionKey(row.layerName, row.version),
};
export const asyncInvocations: TableDefinition<AsyncInvocationRow> = {
  name: 'lambda/async-invocations',
  key: (row) => row.requestId,
};
export const localCode: TableDefinition<LocalCodeRow> = { name: 'lambda/local-code', key: (row) => row.location };

export const tables = [
  functions,
  versions,
  aliases,
  policies,
  eventInvokeConfigs,
  functionUrls,
  layers,
  layerVersions,
  asyncInvocations,
  localCode,
  eventSourceMappings,
];
