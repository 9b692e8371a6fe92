import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { connectionByArn } from './connection.ts';
import { invalidParameter, notFound } from './errors.ts';
import { type ApiDestinationRow, apiDestinations } from './tables.ts';

export const apiDestinationArn = (scope: Scope, name: string, id: string): string =>
  formatArn('events', scope, `api-destination/${name}/${id}`);

export function requireApiDestination({ store }: Pick<Globe, 'store'>, scope: Scope, name: string): ApiDestinationRow {
  const row = store.collection(apiDestinations, scope).get(name);
  if (!row) throw notFound(`ApiDestination ${name} does not exist.`);
  return row;
}

export function apiDestinationByArn({ store }: Pick<Globe, 'store'>, arn: string): ApiDestinationRow | undefined {
  const { account = '', region = '', resource = '' } = parseArn(arn) ?? {};
  const row = store.collection(apiDestinations, { account, region }).get(resource.split('/')[1] ?? '');
  return row?.arn === arn ? row : undefined;
}

/**
 * Throws when the endpoint is no URL or the connection is missing.
 * Differs from AWS: plain `http://` is taken too, for endpoints on the same machine.
 */
export function checkDestination(globe: Globe, endpoint: string, connectionArn: string): void {
  const filled = endpoint.replaceAll('*', 'x');
  if (!URL.canParse(filled) || !/^https?:/.test(filled)) {
    throw invalidParameter('InvocationEndpoint', 'Provided endpoint is not a URL.');
  }
  if (!connectionByArn(globe, connectionArn)) throw notFound(`Connection '${connectionArn}' does not exist.`);
}

/** As ListApiDestinations shows it. */
export function shownApiDestination(globe: Globe, row: ApiDestinationRow) {
  return {
    ApiDestinationArn: row.arn,
    Name: row.name,
    ApiDestinationState: stateOf(globe, row),
    ConnectionArn: row.connectionArn,
    InvocationEndpoint: row.endpoint,
    HttpMethod: row.method as 'POST',
    InvocationRateLimitPerSecond: row.ratePerSecond,
    CreationTime: new Date(row.createdAt),
    LastModifiedTime: new Date(row.modifiedAt),
  };
}

/** Inactive while its connection is not authorized. */
export function stateOf(globe: Globe, row: ApiDestinationRow): 'ACTIVE' | 'INACTIVE' {
  return connectionByArn(globe, row.connectionArn)?.state === 'AUTHORIZED' ? 'ACTIVE' : 'INACTIVE';
}

export const changedApiDestination = (globe: Globe, row: ApiDestinationRow) => ({
  ApiDestinationArn: row.arn,
  ApiDestinationState: stateOf(globe, row),
  CreationTime: new Date(row.createdAt),
  LastModifiedTime: new Date(row.modifiedAt),
});
