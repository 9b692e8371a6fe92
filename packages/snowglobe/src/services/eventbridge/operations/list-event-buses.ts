import type { ListEventBusesRequest, ListEventBusesResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busesOf, defaultBus, requireBus, shownBus } from '../bus.ts';
import { pageOf } from '../page.ts';

export const listEventBuses: Operation<ListEventBusesRequest, ListEventBusesResponse> = (input, call) => {
  const own = [...busesOf(call.globe, call.scope).range()].filter(({ name }) => name !== defaultBus);
  const all = [requireBus(call.globe, { scope: call.scope, name: defaultBus }), ...own];
  const wanted = all.filter(({ name }) => name.startsWith(input.NamePrefix ?? ''));
  const sorted = wanted.sort((a, b) => (a.name < b.name ? -1 : 1));
  const { page, next } = pageOf(sorted, ({ name }) => name, input);
  return { EventBuses: page.map(shownBus), ...next };
};
