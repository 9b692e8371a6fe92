import type { StopPipeRequest, StopPipeResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { changedPipe, pipesOf, requirePipe } from '../pipe.ts';

export const stopPipe: Operation<StopPipeRequest, StopPipeResponse> = (input, call) => {
  const known = requirePipe(call.globe, call.scope, input.Name ?? '');
  const row = { ...known, desiredState: 'STOPPED', modifiedAt: call.globe.clock.now() } as const;
  pipesOf(call.globe, call.scope).put(row);
  return changedPipe(row, 'STOPPING');
};
