import type { CreateApiMappingRequest, CreateApiMappingResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeMapping, mappingFrom } from '../domain-name.ts';
import { domainNameOf, newId, rowsOf } from '../rows.ts';
import { apiMappings } from '../tables.ts';

export const createApiMapping: Operation<CreateApiMappingRequest, CreateApiMappingResponse> = (input, call) => {
  const { domainName } = domainNameOf(call, input.DomainName);
  const mapping = mappingFrom(call, domainName, newId(call.globe, 6), input);
  rowsOf(call, apiMappings, domainName).put(mapping);
  return describeMapping(mapping);
};
