import type {
  ConnectionHttpParameters,
  CreateConnectionAuthRequestParameters,
  UpdateConnectionAuthRequestParameters,
} from '@aws-sdk/client-eventbridge';
import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { notFound, unsupported, validation } from './errors.ts';
import { type ConnectionRow, connections } from './tables.ts';

export const connectionArn = (scope: Scope, name: string, id: string): string =>
  formatArn('events', scope, `connection/${name}/${id}`);

export const secretArn = (scope: Scope, name: string, id: string): string =>
  formatArn('secretsmanager', scope, `secret:events!connection/${name}/${id}`);

export function requireConnection({ store }: Pick<Globe, 'store'>, scope: Scope, name: string): ConnectionRow {
  const row = store.collection(connections, scope).get(name);
  if (!row) throw notFound(`Connection '${name}' does not exist.`);
  return row;
}

/** The connection behind an ARN; undefined when there is none. */
export function connectionByArn({ store }: Pick<Globe, 'store'>, arn: string): ConnectionRow | undefined {
  const { account = '', region = '', resource = '' } = parseArn(arn) ?? {};
  const row = store.collection(connections, { account, region }).get(resource.split('/')[1] ?? '');
  return row?.arn === arn ? row : undefined;
}

const memberOf = {
  API_KEY: 'ApiKeyAuthParameters',
  BASIC: 'BasicAuthParameters',
  OAUTH_CLIENT_CREDENTIALS: 'OAuthParameters',
} as const;

/** Auth parameters that fit their type; throws AWS's refusals. */
export function checkedParameters(
  type: ConnectionRow['authorizationType'],
  parameters: CreateConnectionAuthRequestParameters | UpdateConnectionAuthRequestParameters | undefined,
): Readonly<Record<string, unknown>> {
  if (parameters?.ConnectivityParameters !== undefined) throw unsupported('AuthParameters.ConnectivityParameters');
  const member = memberOf[type];
  if (parameters?.[member] === undefined) {
    throw validation(`Authorization parameters ${member} must be given for the authorization type ${type}.`);
  }
  return { ...parameters };
}

type Kind = 'HeaderParameters' | 'QueryStringParameters' | 'BodyParameters';

function shownHttp(parameters: ConnectionHttpParameters | undefined): ConnectionHttpParameters | undefined {
  if (!parameters) return undefined;
  const kinds: readonly Kind[] = ['HeaderParameters', 'QueryStringParameters', 'BodyParameters'];
  const shown = kinds.map((kind) => [
    kind,
    parameters[kind]?.map(({ Key, Value, IsValueSecret = false }) =>
      IsValueSecret ? { Key, IsValueSecret } : { Key, Value, IsValueSecret },
    ),
  ]);
  return Object.fromEntries(shown.filter(([, list]) => list !== undefined));
}

/** The parameters without what is secret in them. */
export function shownParameters({ parameters }: ConnectionRow) {
  const { ApiKeyAuthParameters, BasicAuthParameters, OAuthParameters, InvocationHttpParameters } =
    parameters as CreateConnectionAuthRequestParameters;
  return {
    ...(ApiKeyAuthParameters && { ApiKeyAuthParameters: { ApiKeyName: ApiKeyAuthParameters.ApiKeyName } }),
    ...(BasicAuthParameters && { BasicAuthParameters: { Username: BasicAuthParameters.Username } }),
    ...(OAuthParameters && {
      OAuthParameters: {
        ClientParameters: { ClientID: OAuthParameters.ClientParameters?.ClientID },
        AuthorizationEndpoint: OAuthParameters.AuthorizationEndpoint,
        HttpMethod: OAuthParameters.HttpMethod,
        ...(OAuthParameters.OAuthHttpParameters && {
          OAuthHttpParameters: shownHttp(OAuthParameters.OAuthHttpParameters),
        }),
      },
    }),
    ...(InvocationHttpParameters && { InvocationHttpParameters: shownHttp(InvocationHttpParameters) }),
  };
}

/** As ListConnections shows it. */
export function shownConnection(row: ConnectionRow) {
  return {
    ConnectionArn: row.arn,
    Name: row.name,
    ConnectionState: row.state,
    AuthorizationType: row.authorizationType,
    CreationTime: new Date(row.createdAt),
    LastModifiedTime: new Date(row.modifiedAt),
    LastAuthorizedTime: new Date(row.authorizedAt),
  };
}

export const changedConnection = (row: ConnectionRow) => ({
  ConnectionArn: row.arn,
  ConnectionState: row.state,
  CreationTime: new Date(row.createdAt),
  LastModifiedTime: new Date(row.modifiedAt),
});
