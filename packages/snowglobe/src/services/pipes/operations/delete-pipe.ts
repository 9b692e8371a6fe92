import type { DeletePipeRequest, DeletePipeResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { changedPipe, pipesOf, requirePipe } from '../pipe.ts';

export const deletePipe: Operation<DeletePipeRequest, DeletePipeResponse> = (input, call) => {
  const row = requirePipe(call.globe, call.scope, input.Name ?? '');
  pipesOf(call.globe, call.scope).delete(row.name);
  return { ...changedPipe(row, 'DELETING'), DesiredState: 'DELETED' };
};
