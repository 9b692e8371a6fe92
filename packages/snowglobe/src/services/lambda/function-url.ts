import type { Cors, FunctionUrlAuthType, GetFunctionUrlConfigResponse } from '@aws-sdk/client-lambda';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import { notFound, unsupported } from './errors.ts';
import { type FunctionAddress, functionAddress, functionArn } from './function-name.ts';
import { type FunctionUrlRow, functionUrls, qualifiedKey } from './tables.ts';

export const urlIdAlphabet = 'abcdefghijklmnopqrstuvwxyz234567';

export function findUrl({ store }: Pick<Globe, 'store'>, address: FunctionAddress): FunctionUrlRow | undefined {
  return store.collection(functionUrls, address.scope).get(qualifiedKey(address.name, address.qualifier ?? ''));
}

export function urlAddress(
  input: { readonly FunctionName: string | undefined; readonly Qualifier?: string | undefined },
  call: Call,
): FunctionAddress {
  return functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
}

export function requireUrl(call: Call, address: FunctionAddress): FunctionUrlRow {
  const row = findUrl(call.globe, address);
  if (!row) throw notFound('The resource you requested does not exist.');
  return row;
}

/** The URL with this id, whatever account and region it is in. */
export function urlById(
  { store }: Pick<Globe, 'store'>,
  urlId: string,
): { readonly scope: Scope; readonly row: FunctionUrlRow } | undefined {
  for (const { scope, rows } of store.everyCollection(functionUrls)) {
    for (const row of rows.rangeBy('urlId', { from: urlId, to: urlId })) return { scope, row };
  }
  return undefined;
}

export function refuseAuthType(authType: FunctionUrlAuthType | undefined): void {
  if (authType === 'AWS_IAM') throw unsupported('AuthType AWS_IAM of function URLs');
}

/** Nothing set is no CORS at all. */
export function corsOf(cors: Cors | undefined): FunctionUrlRow['cors'] {
  return cors && Object.keys(cors).length > 0 ? cors : undefined;
}

/** Differs from AWS: the URL is on the globe's own address, with the id in its path (https://ID.lambda-url.REGION.on.aws/ on AWS). */
export function urlOf(globe: Pick<Globe, 'endpoint'>, row: FunctionUrlRow): string {
  return `${globe.endpoint}/_aws/lambda-url/${row.urlId}/`;
}

export function urlConfiguration(
  globe: Pick<Globe, 'endpoint'>,
  row: FunctionUrlRow,
  scope: Scope,
): GetFunctionUrlConfigResponse {
  return {
    FunctionUrl: urlOf(globe, row),
    FunctionArn: functionArn({ scope, name: row.functionName, qualifier: row.qualifier || undefined }),
    AuthType: 'NONE',
    ...(row.cors && { Cors: row.cors as Cors }),
    CreationTime: new Date(row.createdAt).toISOString(),
    LastModifiedTime: new Date(row.lastModifiedAt).toISOString(),
    InvokeMode: row.invokeMode,
  };
}
