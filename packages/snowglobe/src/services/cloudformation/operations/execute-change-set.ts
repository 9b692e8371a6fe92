import type { ExecuteChangeSetInput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { prepareStack } from '../../../stacks/engine/prepare-stack.ts';
import type { OnFailure } from '../../../stacks/engine/run-create.ts';
import { beginCreate, beginUpdate, type StackSettings } from '../../../stacks/engine/stack-operations.ts';
import type { ChangeSetRow, StackRow } from '../../../stacks/state/rows.ts';
import { changeSetsIn, findChangeSet, makeObsolete } from '../change-sets.ts';
import { changeSetNotExecutable } from '../errors.ts';
import { refuseByPolicy } from '../stack-policy.ts';
import { requireStack, starterOf } from '../stack-request.ts';
import { refuseUnlessUpdatable } from '../stack-states.ts';

export const executeChangeSet: Operation<ExecuteChangeSetInput, object> = async (input, call) => {
  const row = findChangeSet(call, input.ChangeSetName ?? '', input.StackName);
  if (row.executionStatus !== 'AVAILABLE') throw changeSetNotExecutable(row.changeSetId, row.executionStatus);
  const stack = requireStack(call, row.stackId);
  if (stack.status !== 'REVIEW_IN_PROGRESS') refuseUnlessUpdatable(stack);
  const starter = starterOf(call, input.ClientRequestToken);
  const model = await prepareStack(call.globe, {
    ...starter,
    stackName: row.stackName,
    stackId: row.stackId,
    templateBody: row.templateBody,
    parameters: row.parameters.map(({ name }) => ({ name })),
    previousParameters: row.parameters,
    notificationArns: row.notificationArns,
  });
  if (stack.status !== 'REVIEW_IN_PROGRESS') refuseByPolicy(call, stack, model, undefined);
  call.step(() => {
    const { executionStatus } = findChangeSet(call, row.changeSetId, undefined);
    if (executionStatus !== 'AVAILABLE') throw changeSetNotExecutable(row.changeSetId, executionStatus);
    changeSetsIn(call).put({ ...row, executionStatus: 'EXECUTE_COMPLETE' });
    makeObsolete(call, row.stackId, row.changeSetId);
    const settings = settingsOf(row, stack, input.DisableRollback ?? false);
    if (stack.status === 'REVIEW_IN_PROGRESS') beginCreate(starter, model, settings, onFailure(row, settings));
    else beginUpdate(starter, stack, model, settings);
  });
  return {};
};

function settingsOf(row: ChangeSetRow, stack: StackRow, disableRollback: boolean): StackSettings {
  return {
    tags: row.tags,
    capabilities: row.capabilities,
    notificationArns: row.notificationArns,
    roleArn: row.roleArn ?? stack.roleArn,
    disableRollback,
    changeSetId: row.changeSetId,
  };
}

function onFailure(row: ChangeSetRow, { disableRollback }: StackSettings): OnFailure {
  if (disableRollback) return 'DO_NOTHING';
  return row.onStackFailure === 'DELETE' || row.onStackFailure === 'DO_NOTHING' ? row.onStackFailure : 'ROLLBACK';
}
