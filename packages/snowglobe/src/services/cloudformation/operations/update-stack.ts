import type { UpdateStackInput, UpdateStackOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { beginUpdate } from '../../../stacks/engine/stack-operations.ts';
import { isUnchanged } from '../../../stacks/engine/unchanged.ts';
import { noUpdates } from '../errors.ts';
import { policyOf, refuseByPolicy } from '../stack-policy.ts';
import { prepareInput, requireStack, settingsOf, starterOf, tagsOf } from '../stack-request.ts';
import { refuseUnlessUpdatable } from '../stack-states.ts';

export const updateStack: Operation<UpdateStackInput, UpdateStackOutput> = async (input, call) => {
  const stack = requireStack(call, input.StackName);
  refuseUnlessUpdatable(stack);
  const stackPolicy = await policyOf(input, call);
  const model = await prepareInput(input, call, { stackName: stack.name, stackId: stack.stackId, stack });
  const current = requireStack(call, stack.stackId);
  refuseUnlessUpdatable(current);
  if (isUnchanged(current, model, tagsOf(input, current))) throw noUpdates();
  refuseByPolicy(call, current, model, input.StackPolicyDuringUpdateBody);
  const settings = {
    ...settingsOf(input, current),
    disableRollback: input.DisableRollback,
    ...(stackPolicy !== undefined && { stackPolicy }),
  };
  beginUpdate(starterOf(call, input.ClientRequestToken), current, model, settings);
  return { StackId: stack.stackId };
};
