import type { GetApiMappingsRequest, GetApiMappingsResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeMapping } from '../domain-name.ts';
import { pageOf } from '../paging.ts';
import { domainNameOf, rowsOf } from '../rows.ts';
import { apiMappings } from '../tables.ts';

export const getApiMappings: Operation<GetApiMappingsRequest, GetApiMappingsResponse> = (input, call) => {
  return pageOf(
    rowsOf(call, apiMappings, domainNameOf(call, input.DomainName).domainName).range(),
    describeMapping,
    input,
  );
};
