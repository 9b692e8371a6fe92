import type { CreateDomainNameRequest, CreateDomainNameResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeDomainName } from '../domain-name.ts';
import { domainNameTaken, notSupported } from '../errors.ts';
import { addressesOf, newId, rowsOf } from '../rows.ts';
import { domainNames } from '../tables.ts';

export const createDomainName: Operation<CreateDomainNameRequest, CreateDomainNameResponse> = (input, call) => {
  if (input.MutualTlsAuthentication !== undefined) throw notSupported('MutualTlsAuthentication');
  const domainName = (input.DomainName ?? '').toLowerCase();
  const rows = rowsOf(call, domainNames);
  if (rows.has(domainName)) throw domainNameTaken();
  const row = {
    domainName,
    regionalId: `d-${newId(call.globe, 10)}`,
    configurations: input.DomainNameConfigurations ?? [],
    tags: input.Tags ?? {},
  };
  rows.put(row);
  const places = addressesOf(call.globe);
  for (const id of [domainName, row.regionalId]) places.put({ id, ...call.scope, domainName });
  return describeDomainName(call.scope, row);
};
