import type { StartReplayRequest, StartReplayResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { continueReplay } from '../replay.ts';
import { replayRow } from '../replay-request.ts';
import { replays } from '../tables.ts';

export const startReplay: Operation<StartReplayRequest, StartReplayResponse> = (input, call) => {
  const row = replayRow(input, call);
  call.globe.store.collection(replays, call.scope).put(row);
  continueReplay(call.globe, call.scope, row.name);
  return { ReplayArn: row.arn, State: row.state, ReplayStartTime: new Date(row.startedAt) };
};
