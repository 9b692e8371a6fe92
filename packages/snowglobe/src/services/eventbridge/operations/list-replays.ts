import type { ListReplaysRequest, ListReplaysResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../page.ts';
import { shownReplay } from '../replay.ts';
import { replays } from '../tables.ts';

export const listReplays: Operation<ListReplaysRequest, ListReplaysResponse> = (input, call) => {
  const { EventSourceArn, NamePrefix = '', State } = input;
  const rows = [...call.globe.store.collection(replays, call.scope).range({ prefix: NamePrefix })];
  const wanted = rows.filter(
    ({ archiveArn, state }) =>
      [undefined, archiveArn].includes(EventSourceArn) && (State === undefined || State === state),
  );
  const { page, next } = pageOf(wanted, ({ name }) => name, input);
  return { Replays: page.map(shownReplay), ...next };
};
