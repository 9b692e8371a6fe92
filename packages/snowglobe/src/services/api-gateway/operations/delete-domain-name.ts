import type { DeleteDomainNameRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { domainNameOf, deleteDomainName as remove } from '../domain-name.ts';

export const deleteDomainName: Operation<DeleteDomainNameRequest, object> = (input, call) => {
  remove(call, domainNameOf(call, input.domainName));
  return {};
};
