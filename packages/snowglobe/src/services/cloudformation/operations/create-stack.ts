import type { CreateStackInput, CreateStackOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import type { OnFailure } from '../../../stacks/engine/run-create.ts';
import { beginCreate, newStackId } from '../../../stacks/engine/stack-operations.ts';
import { findStack } from '../../../stacks/state/stacks.ts';
import { stackAlreadyExists } from '../errors.ts';
import { policyOf } from '../stack-policy.ts';
import { prepareInput, settingsOf, starterOf } from '../stack-request.ts';

export const createStack: Operation<CreateStackInput, CreateStackOutput> = async (input, call) => {
  const { globe, scope } = call;
  const stackName = input.StackName ?? '';
  const refuseExisting = () => {
    if (findStack(globe, scope, stackName)) throw stackAlreadyExists(stackName);
  };
  refuseExisting();
  const stackId = newStackId(globe, scope, stackName);
  const stackPolicy = await policyOf(input, call);
  const model = await prepareInput(input, call, { stackName, stackId });
  refuseExisting();
  const onFailure: OnFailure = input.DisableRollback ? 'DO_NOTHING' : (input.OnFailure ?? 'ROLLBACK');
  const settings = {
    ...settingsOf(input),
    disableRollback: input.DisableRollback,
    timeoutMinutes: input.TimeoutInMinutes,
    terminationProtection: input.EnableTerminationProtection,
    stackPolicy,
  };
  beginCreate(starterOf(call, input.ClientRequestToken), model, settings, onFailure);
  return { StackId: stackId };
};
