import type { DeleteDomainNameRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { addressesOf, domainNameOf, rowsOf } from '../rows.ts';
import { apiMappings, domainNames } from '../tables.ts';

export const deleteDomainName: Operation<DeleteDomainNameRequest, object> = (input, call) => {
  const { domainName, regionalId } = domainNameOf(call, input.DomainName);
  rowsOf(call, apiMappings, domainName).clear();
  rowsOf(call, domainNames).delete(domainName);
  for (const id of [domainName, regionalId]) addressesOf(call.globe).delete(id);
  return {};
};
