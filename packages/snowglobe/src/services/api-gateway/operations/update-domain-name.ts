import type { DomainName, UpdateDomainNameRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { domainNameOf, updateDomainName as update } from '../domain-name.ts';

export const updateDomainName: Operation<UpdateDomainNameRequest, DomainName> = (input, call) =>
  update(call, domainNameOf(call, input.domainName), input.patchOperations);
