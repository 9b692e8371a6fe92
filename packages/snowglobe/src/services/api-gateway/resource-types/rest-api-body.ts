import type { RestApi } from '@aws-sdk/client-api-gateway';
import type { Properties, ResourceContext } from '../../../contract/resource-type.ts';
import { notSupported } from '../errors.ts';
import { additions, call, escaped, replacement } from './calls.ts';
import { applyTags } from './template-tags.ts';

/** The OpenAPI document of a template, when there is one. */
export async function bodyOf(
  { Body, BodyS3Location }: Properties,
  context: ResourceContext,
): Promise<Uint8Array | undefined> {
  if (Body !== undefined) return Buffer.from(typeof Body === 'string' ? Body : JSON.stringify(Body));
  if (BodyS3Location === undefined) return undefined;
  const { Bucket, Key, Version: VersionId } = BodyS3Location;
  if (context.assetPath(Bucket, Key) !== undefined) {
    throw notSupported('an OpenAPI document in an asset that was not published to S3');
  }
  const input = { Bucket, Key, ...(VersionId !== undefined && { VersionId }) };
  const { Body: stream } = await context.api<{ readonly Body: Uint8Array | AsyncIterable<Uint8Array> }>(
    's3',
    'GetObject',
    input,
  );
  return bytesOf(stream);
}

async function bytesOf(stream: Uint8Array | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (stream instanceof Uint8Array) return stream;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The API of a document; what the template says beside it stands before it. */
export async function importBody(body: Uint8Array, properties: Properties, context: ResourceContext): Promise<RestApi> {
  const types: readonly string[] | undefined = properties.EndpointConfiguration?.Types;
  const parameters = { ...properties.Parameters, ...(types && { endpointConfigurationTypes: types.join(',') }) };
  const api = await call<RestApi>(context, 'ImportRestApi', { body, parameters });
  const restApiId = api.id ?? '';
  const policy: unknown = properties.Policy;
  const patchOperations = [
    ...additions(properties, 'Name', 'Description', 'DisableExecuteApiEndpoint', 'MinimumCompressionSize'),
    ...(policy ? [replacement('/policy', policy)] : []),
    ...(properties.ApiKeySourceType === undefined ? [] : [replacement('/apiKeySource', properties.ApiKeySourceType)]),
    ...(properties.BinaryMediaTypes ?? []).map((type: string) => ({
      op: 'add' as const,
      path: `/binaryMediaTypes/${escaped(type)}`,
    })),
  ];
  if (patchOperations.length > 0) await call(context, 'UpdateRestApi', { restApiId, patchOperations });
  await applyTags(`/restapis/${restApiId}`, properties, {}, context);
  return api;
}

/** A changed document takes the place of the last one, unless the template asks for a merge. */
export async function replaceBody(
  restApiId: string,
  body: Uint8Array,
  { Mode: mode = 'overwrite', Parameters: parameters = {} }: Properties,
  context: ResourceContext,
): Promise<void> {
  await call(context, 'PutRestApi', { restApiId, body, mode, parameters });
}
