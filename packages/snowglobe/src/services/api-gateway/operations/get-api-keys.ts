import type { ApiKeys, GetApiKeysRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeApiKey } from '../api-key.ts';
import { pageOf } from '../paging.ts';
import { rowsOf } from '../rows.ts';
import { apiKeys } from '../tables.ts';

export const getApiKeys: Operation<GetApiKeysRequest, ApiKeys> = (input, call) => {
  const { nameQuery = '', customerId } = input;
  const keys = [...rowsOf(call, apiKeys).range()].filter((key) => (key.name ?? '').startsWith(nameQuery));
  const wanted = keys.filter((key) => customerId === undefined || key.customerId === customerId);
  return pageOf(wanted, (key) => describeApiKey(key, input.includeValues), input);
};
