import type { UpdatePipeRequest, UpdatePipeResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { changedPipe, pipesOf, requirePipe } from '../pipe.ts';
import { checkPipe } from '../pipe-check.ts';
import { changedSource, pipeKey, settingsOf, withoutReplaced } from '../pipe-settings.ts';
import type { PipeRow } from '../tables.ts';

export const updatePipe: Operation<UpdatePipeRequest, UpdatePipeResponse> = async (input, call) => {
  const { globe, scope } = call;
  const known = requirePipe(globe, scope, input.Name ?? '');
  // An empty enrichment takes it away, as does another log configuration the log.
  const kept = withoutReplaced(known, input);
  const row: PipeRow = {
    ...kept,
    sourceParameters: changedSource(known.sourceParameters, input),
    modifiedAt: globe.clock.now(),
    ...settingsOf(input),
  };
  checkPipe(globe, row);
  // An empty key takes it away, none leaves it.
  const key = input.KmsKeyIdentifier === undefined ? known.key : await pipeKey(row, input.KmsKeyIdentifier, call);
  call.step(() => pipesOf(globe, scope).put({ ...row, ...(key && { key }) }));
  return changedPipe(row, 'UPDATING');
};
