import type { UpdateApiMappingRequest, UpdateApiMappingResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeMapping, mappingFrom, mappingOf } from '../domain-name.ts';
import { domainNameOf, rowsOf } from '../rows.ts';
import { apiMappings } from '../tables.ts';

export const updateApiMapping: Operation<UpdateApiMappingRequest, UpdateApiMappingResponse> = (input, call) => {
  const { domainName } = domainNameOf(call, input.DomainName);
  const before = mappingOf(call, domainName, input.ApiMappingId);
  const mapping = mappingFrom(call, domainName, before.apiMappingId, {
    ApiId: input.ApiId ?? before.apiId,
    Stage: input.Stage ?? before.stageName,
    ApiMappingKey: input.ApiMappingKey ?? before.mappingKey,
  });
  rowsOf(call, apiMappings, domainName).put(mapping);
  return describeMapping(mapping);
};
