import type { DeleteApiMappingRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { mappingOf } from '../domain-name.ts';
import { domainNameOf, rowsOf } from '../rows.ts';
import { apiMappings } from '../tables.ts';

export const deleteApiMapping: Operation<DeleteApiMappingRequest, object> = (input, call) => {
  const { domainName } = domainNameOf(call, input.DomainName);
  const { apiMappingId } = mappingOf(call, domainName, input.ApiMappingId);
  rowsOf(call, apiMappings, domainName).delete(apiMappingId);
  return {};
};
