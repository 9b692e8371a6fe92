import type { CreatePipeRequest, CreatePipeResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { pipeExists } from '../errors.ts';
import { changedPipe, pipeArn, pipesOf } from '../pipe.ts';
import { checkPipe } from '../pipe-check.ts';
import { pipeKey, settingsOf } from '../pipe-settings.ts';
import type { PipeRow } from '../tables.ts';

export const createPipe: Operation<CreatePipeRequest, CreatePipeResponse> = async (input, call) => {
  const { globe, scope } = call;
  const name = input.Name ?? '';
  if (pipesOf(globe, scope).has(name)) throw pipeExists(name);
  const now = globe.clock.now();
  const row: PipeRow = {
    name,
    arn: pipeArn(scope, name),
    id: globe.random.uuid(),
    roleArn: '',
    source: input.Source ?? '',
    sourceParameters: input.SourceParameters ?? {},
    target: '',
    targetParameters: {},
    desiredState: 'RUNNING',
    tags: input.Tags ?? {},
    createdAt: now,
    modifiedAt: now,
    stateChangedAt: now,
    ...settingsOf(input),
  };
  checkPipe(globe, row);
  const key = await pipeKey(row, input.KmsKeyIdentifier, call);
  call.step(() => pipesOf(globe, scope).put({ ...row, ...(key && { key }) }));
  return changedPipe(row, 'CREATING');
};
