import type { DeleteApiDestinationRequest, DeleteApiDestinationResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { requireApiDestination } from '../api-destination.ts';
import { apiDestinations } from '../tables.ts';

export const deleteApiDestination: Operation<DeleteApiDestinationRequest, DeleteApiDestinationResponse> = (
  input,
  call,
) => {
  const { name } = requireApiDestination(call.globe, call.scope, input.Name ?? '');
  call.globe.store.collection(apiDestinations, call.scope).delete(name);
  return {};
};
