import type { UpdateApiDestinationRequest, UpdateApiDestinationResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { changedApiDestination, checkDestination, requireApiDestination } from '../api-destination.ts';
import { type ApiDestinationRow, apiDestinations } from '../tables.ts';

export const updateApiDestination: Operation<UpdateApiDestinationRequest, UpdateApiDestinationResponse> = (
  input,
  call,
) => {
  const known = requireApiDestination(call.globe, call.scope, input.Name ?? '');
  const row: ApiDestinationRow = {
    ...known,
    ...(input.Description !== undefined && { description: input.Description }),
    connectionArn: input.ConnectionArn ?? known.connectionArn,
    endpoint: input.InvocationEndpoint ?? known.endpoint,
    method: input.HttpMethod ?? known.method,
    ratePerSecond: input.InvocationRateLimitPerSecond ?? known.ratePerSecond,
    modifiedAt: call.globe.clock.now(),
  };
  checkDestination(call.globe, row.endpoint, row.connectionArn);
  call.globe.store.collection(apiDestinations, call.scope).put(row);
  return changedApiDestination(call.globe, row);
};
