import type { UpdateDomainNameRequest, UpdateDomainNameResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeDomainName } from '../domain-name.ts';
import { notSupported } from '../errors.ts';
import { domainNameOf, rowsOf } from '../rows.ts';
import { domainNames } from '../tables.ts';

export const updateDomainName: Operation<UpdateDomainNameRequest, UpdateDomainNameResponse> = (input, call) => {
  if (input.MutualTlsAuthentication !== undefined) throw notSupported('MutualTlsAuthentication');
  const before = domainNameOf(call, input.DomainName);
  const row = { ...before, configurations: input.DomainNameConfigurations ?? before.configurations };
  rowsOf(call, domainNames).put(row);
  return describeDomainName(call.scope, row);
};
