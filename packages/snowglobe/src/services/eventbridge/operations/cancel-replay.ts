import type { CancelReplayRequest, CancelReplayResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { illegalStatus } from '../errors.ts';
import { requireReplay } from '../replay.ts';
import { replays } from '../tables.ts';

export const cancelReplay: Operation<CancelReplayRequest, CancelReplayResponse> = (input, call) => {
  const row = requireReplay(call.globe, call.scope, input.ReplayName ?? '');
  if (row.state !== 'STARTING' && row.state !== 'RUNNING') {
    throw illegalStatus(`Replay ${row.name} is not in a valid state for this operation.`);
  }
  call.globe.store.collection(replays, call.scope).put({ ...row, state: 'CANCELLING' });
  return { ReplayArn: row.arn, State: 'CANCELLING' };
};
