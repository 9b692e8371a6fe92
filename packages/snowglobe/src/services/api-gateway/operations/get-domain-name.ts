import type { DomainName, GetDomainNameRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { domainNameOf } from '../domain-name.ts';

export const getDomainName: Operation<GetDomainNameRequest, DomainName> = (input, call) =>
  domainNameOf(call, input.domainName);
