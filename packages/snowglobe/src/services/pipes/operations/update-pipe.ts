import type { UpdatePipeRequest, UpdatePipeResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { changedPipe, pipesOf, requirePipe } from '../pipe.ts';
import { checkPipe } from '../pipe-check.ts';
import { changedSource, settingsOf } from '../pipe-settings.ts';
import type { PipeRow } from '../tables.ts';

export const updatePipe: Operation<UpdatePipeRequest, UpdatePipeResponse> = (input, call) => {
  const { globe, scope } = call;
  const known = requirePipe(globe, scope, input.Name ?? '');
  const { enrichment: _enrichment, enrichmentParameters: _parameters, ...rest } = known;
  // An empty enrichment takes it away.
  const kept = input.Enrichment === '' ? rest : known;
  const row: PipeRow = {
    ...kept,
    sourceParameters: changedSource(known.sourceParameters, input),
    modifiedAt: globe.clock.now(),
    ...settingsOf(input),
  };
  checkPipe(globe, row);
  pipesOf(globe, scope).put(row);
  return changedPipe(row, 'UPDATING');
};
