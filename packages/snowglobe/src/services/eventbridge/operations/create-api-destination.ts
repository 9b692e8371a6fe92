import type { CreateApiDestinationRequest, CreateApiDestinationResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { apiDestinationArn, changedApiDestination, checkDestination } from '../api-destination.ts';
import { alreadyExists } from '../errors.ts';
import { limits } from '../limits.ts';
import { type ApiDestinationRow, apiDestinations } from '../tables.ts';

export const createApiDestination: Operation<CreateApiDestinationRequest, CreateApiDestinationResponse> = (
  input,
  call,
) => {
  const { Name: name = '', ConnectionArn = '', InvocationEndpoint = '', HttpMethod = 'POST' } = input;
  const rows = call.globe.store.collection(apiDestinations, call.scope);
  if (rows.has(name)) throw alreadyExists('ApiDestination', name);
  checkDestination(call.globe, InvocationEndpoint, ConnectionArn);
  const now = call.globe.clock.now();
  const row: ApiDestinationRow = {
    name,
    arn: apiDestinationArn(call.scope, name, call.globe.random.uuid()),
    ...(input.Description !== undefined && { description: input.Description }),
    connectionArn: ConnectionArn,
    endpoint: InvocationEndpoint,
    method: HttpMethod,
    ratePerSecond: input.InvocationRateLimitPerSecond ?? limits.httpRatePerSecond,
    createdAt: now,
    modifiedAt: now,
  };
  rows.put(row);
  return changedApiDestination(call.globe, row);
};
