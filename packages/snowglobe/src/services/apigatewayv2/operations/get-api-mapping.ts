import type { GetApiMappingRequest, GetApiMappingResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeMapping, mappingOf } from '../domain-name.ts';

export const getApiMapping: Operation<GetApiMappingRequest, GetApiMappingResponse> = (input, call) => {
  return describeMapping(mappingOf(call, input.DomainName, input.ApiMappingId));
};
