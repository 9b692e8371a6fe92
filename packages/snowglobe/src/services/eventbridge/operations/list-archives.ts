import type { ListArchivesRequest, ListArchivesResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { shownArchive } from '../archive.ts';
import { busArn } from '../bus.ts';
import { pageOf } from '../page.ts';
import { archives } from '../tables.ts';

export const listArchives: Operation<ListArchivesRequest, ListArchivesResponse> = (input, call) => {
  const { EventSourceArn, NamePrefix = '', State = 'ENABLED' } = input;
  const rows = [...call.globe.store.collection(archives, call.scope).range({ prefix: NamePrefix })];
  const wanted = rows.filter(
    ({ busName }) => State === 'ENABLED' && [undefined, busArn(call.scope, busName)].includes(EventSourceArn),
  );
  const { page, next } = pageOf(wanted, ({ name }) => name, input);
  return { Archives: page.map((row) => shownArchive(call.globe, call.scope, row)), ...next };
};
