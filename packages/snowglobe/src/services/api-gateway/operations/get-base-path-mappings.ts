import type { BasePathMappings, GetBasePathMappingsRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { domainNameOf } from '../domain-name.ts';
import { pageOf } from '../paging.ts';
import { rowsOf } from '../rows.ts';
import { basePathMappings } from '../tables.ts';

export const getBasePathMappings: Operation<GetBasePathMappingsRequest, BasePathMappings> = (input, call) => {
  const { domainName } = domainNameOf(call, input.domainName);
  return pageOf(rowsOf(call, basePathMappings, domainName).range(), (row) => row, input);
};
