import type { ListApiDestinationsRequest, ListApiDestinationsResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { shownApiDestination } from '../api-destination.ts';
import { pageOf } from '../page.ts';
import { apiDestinations } from '../tables.ts';

export const listApiDestinations: Operation<ListApiDestinationsRequest, ListApiDestinationsResponse> = (
  input,
  call,
) => {
  const { ConnectionArn, NamePrefix = '' } = input;
  const rows = [...call.globe.store.collection(apiDestinations, call.scope).range({ prefix: NamePrefix })];
  const wanted = rows.filter(({ connectionArn }) => [undefined, connectionArn].includes(ConnectionArn));
  const { page, next } = pageOf(wanted, ({ name }) => name, input);
  return { ApiDestinations: page.map((row) => shownApiDestination(call.globe, row)), ...next };
};
