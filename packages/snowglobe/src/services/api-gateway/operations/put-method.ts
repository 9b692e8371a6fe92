import type { Method, PutMethodRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { methodTaken } from '../errors.ts';
import { checkedMethod } from '../method.ts';
import { putMethodRow } from '../resource.ts';
import { resourceOf } from '../rows.ts';

export const putMethod: Operation<PutMethodRequest, Method> = (input, call) => {
  const { restApiId, resourceId, ...given } = input;
  if (resourceOf(call, restApiId, resourceId).methods[given.httpMethod ?? '']) throw methodTaken();
  const method = { apiKeyRequired: false, ...given };
  return putMethodRow(call, input, checkedMethod(call, restApiId, method));
};
