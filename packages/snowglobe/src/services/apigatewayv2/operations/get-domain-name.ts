import type { GetDomainNameRequest, GetDomainNameResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeDomainName } from '../domain-name.ts';
import { domainNameOf } from '../rows.ts';

export const getDomainName: Operation<GetDomainNameRequest, GetDomainNameResponse> = (input, call) => {
  return describeDomainName(call.scope, domainNameOf(call, input.DomainName));
};
