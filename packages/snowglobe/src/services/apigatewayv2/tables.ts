import type { Cors, DomainNameConfiguration, RouteSettings } from '@aws-sdk/client-apigatewayv2';
import type { TableDefinition } from '../../contract/table.ts';

export type Tags = Readonly<Record<string, string>>;

export interface ApiRow {
  readonly apiId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly description?: string;
  readonly version?: string;
  readonly cors?: Cors;
  readonly disableExecuteApiEndpoint: boolean;
  readonly routeSelectionExpression: string;
  readonly apiKeySelectionExpression: string;
  readonly ipAddressType: 'ipv4' | 'dualstack';
  readonly tags: Tags;
}

export interface RouteRow {
  readonly routeId: string;
  /** `GET /tasks/{id}`, `ANY /{proxy+}` or `$default` */
  readonly routeKey: string;
  /** `integrations/ID` */
  readonly target?: string;
  readonly operationName?: string;
  /** Default: NONE. */
  readonly authorizationType?: 'NONE' | 'JWT' | 'CUSTOM' | 'AWS_IAM';
  readonly authorizerId?: string;
  readonly authorizationScopes?: readonly string[];
}

export interface AuthorizerRow {
  readonly authorizerId: string;
  readonly name: string;
  readonly type: 'JWT' | 'REQUEST';
  /** `$request.header.Authorization` */
  readonly identitySource: readonly string[];
  readonly jwt?: { readonly issuer: string; readonly audience: readonly string[] };
  /** Of a function, for REQUEST. */
  readonly uri?: string;
  readonly credentialsArn?: string;
  readonly payloadFormatVersion?: '1.0' | '2.0';
  readonly simpleResponses?: boolean;
  readonly ttlSeconds: number;
}

export interface IntegrationRow {
  readonly integrationId: string;
  readonly type: 'AWS_PROXY' | 'HTTP_PROXY';
  /** Empty with a subtype. */
  readonly uri: string;
  /** `SQS-SendMessage`: of an AWS_PROXY to another service than Lambda. */
  readonly subtype?: string;
  readonly payloadFormatVersion: '1.0' | '2.0';
  readonly timeoutMs: number;
  readonly method?: string;
  readonly description?: string;
  readonly credentialsArn?: string;
  readonly requestParameters?: Readonly<Record<string, string>>;
  /** By status code. */
  readonly responseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What stages serve: the routes and integrations as they were. */
export interface DeploymentRow {
  readonly deploymentId: string;
  readonly createdAt: number;
  readonly description?: string;
  readonly automatic: boolean;
  readonly routes: readonly RouteRow[];
  readonly integrations: readonly IntegrationRow[];
  /** Absent from what was deployed before there were any. */
  readonly authorizers?: readonly AuthorizerRow[];
}

export interface StageRow {
  readonly stageName: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly autoDeploy: boolean;
  readonly deploymentId?: string;
  readonly description?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultRouteSettings: RouteSettings;
  /** By route key. */
  readonly routeSettings: Readonly<Record<string, RouteSettings>>;
  readonly accessLog?: { readonly destinationArn: string; readonly format: string };
  readonly tags: Tags;
}

export interface DomainNameRow {
  readonly domainName: string;
  /** The part before `.execute-api`. */
  readonly regionalId: string;
  readonly configurations: readonly DomainNameConfiguration[];
  readonly tags: Tags;
}

export interface ApiMappingRow {
  readonly apiMappingId: string;
  readonly apiId: string;
  readonly stageName: string;
  /** Empty: every path. */
  readonly mappingKey: string;
}

/** Where an API or a domain name lives, for requests that tell only its id. */
export interface AddressRow {
  /** An API's id, a domain name, or a domain's regional id. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** Undefined for an API. */
  readonly domainName?: string;
}

export const apis: TableDefinition<ApiRow> = { name: 'apigatewayv2/apis', key: (row) => row.apiId };
/** Partition of routes, integrations, authorizers, deployments and stages: the API's id. */
export const routes: TableDefinition<RouteRow> = { name: 'apigatewayv2/routes', key: (row) => row.routeId };
export const integrations: TableDefinition<IntegrationRow> = {
  name: 'apigatewayv2/integrations',
  key: (row) => row.integrationId,
};
export const authorizers: TableDefinition<AuthorizerRow> = {
  name: 'apigatewayv2/authorizers',
  key: (row) => row.authorizerId,
};
export const deployments: TableDefinition<DeploymentRow> = {
  name: 'apigatewayv2/deployments',
  key: (row) => row.deploymentId,
};
export const stages: TableDefinition<StageRow> = { name: 'apigatewayv2/stages', key: (row) => row.stageName };
export const domainNames: TableDefinition<DomainNameRow> = {
  name: 'apigatewayv2/domain-names',
  key: (row) => row.domainName,
};
/** Partition: the domain name. */
export const apiMappings: TableDefinition<ApiMappingRow> = {
  name: 'apigatewayv2/api-mappings',
  key: (row) => row.apiMappingId,
};
/** Lives in the scope of everywhere. */
export const addresses: TableDefinition<AddressRow> = { name: 'apigatewayv2/addresses', key: (row) => row.id };
