import type { PatchOperation, RestApi } from '@aws-sdk/client-api-gateway';
import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { additions, call, escaped, given, lowered, replacement, replacements, unlessMissing } from './calls.ts';
import { bodyOf, importBody, replaceBody } from './rest-api-body.ts';
import { applyTags, tagsIn } from './template-tags.ts';

export const restApiType: ResourceType = {
  type: 'AWS::ApiGateway::RestApi',
  properties: {
    ApiKeySourceType: true,
    BinaryMediaTypes: true,
    Body: true,
    BodyS3Location: { Bucket: true, Key: true, Version: true },
    Description: true,
    DisableExecuteApiEndpoint: true,
    EndpointConfiguration: { IpAddressType: { accepted: 'the globe listens where it listens' }, Types: true },
    FailOnWarnings: { accepted: 'an import has errors, no warnings' },
    MinimumCompressionSize: true,
    Mode: true,
    Name: true,
    Parameters: true,
    Policy: true,
    Tags: true,
  },

  async create(properties, context) {
    const body = await bodyOf(properties, context);
    const api = body
      ? await importBody(body, properties, context)
      : await call<RestApi>(context, 'CreateRestApi', {
          ...given(properties, 'BinaryMediaTypes', 'Description', 'DisableExecuteApiEndpoint'),
          ...given(properties, 'MinimumCompressionSize', 'Name'),
          ...(properties.ApiKeySourceType !== undefined && { apiKeySource: properties.ApiKeySourceType }),
          ...(properties.EndpointConfiguration && { endpointConfiguration: lowered(properties.EndpointConfiguration) }),
          ...(policyOf(properties) !== undefined && { policy: policyOf(properties) }),
          tags: tagsIn(properties, context),
        });
    const { id: RestApiId = '', rootResourceId: RootResourceId } = api;
    return { physicalId: RestApiId, attributes: { RestApiId, RootResourceId } };
  },

  async update(properties, previous, state, context) {
    const restApiId = state.physicalId;
    const simple = ['Name', 'Description', 'DisableExecuteApiEndpoint', 'MinimumCompressionSize'];
    const body = await bodyOf(properties, context);
    if (body) await replaceBody(restApiId, body, properties, context);
    const patchOperations = [
      // What the template does not say stays as its document has it.
      ...(body ? additions(properties, ...simple) : replacements(properties, previous, ...simple)),
      ...(body && policyOf(properties) === undefined ? [] : [replacement('/policy', policyOf(properties))]),
      ...(body && properties.ApiKeySourceType === undefined
        ? []
        : [replacement('/apiKeySource', properties.ApiKeySourceType ?? 'HEADER')]),
      ...typeChange(properties, previous),
      ...listChanges('/binaryMediaTypes', properties.BinaryMediaTypes, previous.BinaryMediaTypes),
    ];
    await call(context, 'UpdateRestApi', { restApiId, patchOperations });
    await applyTags(`/restapis/${restApiId}`, properties, previous, context);
    return state;
  },

  async delete(state, _properties, context) {
    await unlessMissing(call(context, 'DeleteRestApi', { restApiId: state.physicalId }));
  },
};

/** Templates write the policy as an object; an empty text is none. */
function policyOf({ Policy }: Properties): string | undefined {
  if (!Policy || (typeof Policy === 'object' && Object.keys(Policy).length === 0)) return undefined;
  return typeof Policy === 'string' ? Policy : JSON.stringify(Policy);
}

/** An API has one endpoint type. */
function typeChange(properties: Properties, previous: Properties): PatchOperation[] {
  const typeIn = (from: Properties): string => from.EndpointConfiguration?.Types?.[0] ?? 'EDGE';
  if (typeIn(properties) === typeIn(previous)) return [];
  return [replacement(`/endpointConfiguration/types/${typeIn(previous)}`, typeIn(properties))];
}

function listChanges(path: string, wanted: readonly string[] = [], before: readonly string[] = []): PatchOperation[] {
  return [
    ...before
      .filter((each) => !wanted.includes(each))
      .map((each) => ({ op: 'remove' as const, path: `${path}/${escaped(each)}` })),
    ...wanted
      .filter((each) => !before.includes(each))
      .map((each) => ({ op: 'add' as const, path: `${path}/${escaped(each)}` })),
  ];
}
