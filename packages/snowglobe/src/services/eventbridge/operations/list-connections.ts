import type { ListConnectionsRequest, ListConnectionsResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { shownConnection } from '../connection.ts';
import { pageOf } from '../page.ts';
import { connections } from '../tables.ts';

export const listConnections: Operation<ListConnectionsRequest, ListConnectionsResponse> = (input, call) => {
  const { ConnectionState, NamePrefix = '' } = input;
  const rows = [...call.globe.store.collection(connections, call.scope).range({ prefix: NamePrefix })];
  const wanted = rows.filter(({ state }) => ConnectionState === undefined || ConnectionState === state);
  const { page, next } = pageOf(wanted, ({ name }) => name, input);
  return { Connections: page.map(shownConnection), ...next };
};
