import type { CreateChangeSetInput, CreateChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { Call, Operation } from '../../../contract/operation.ts';
import { planChanges } from '../../../stacks/engine/plan-changes.ts';
import type { StackModel } from '../../../stacks/engine/stack-model.ts';
import { newStackId, putNewStack } from '../../../stacks/engine/stack-operations.ts';
import { isUnchanged } from '../../../stacks/engine/unchanged.ts';
import type { ChangeSetRow, StackRow } from '../../../stacks/state/rows.ts';
import { findStack, resourcesOf } from '../../../stacks/state/stacks.ts';
import { changeSetsIn, changeSetsOf } from '../change-sets.ts';
import { changeSetExists, notSupported, stackAlreadyExists } from '../errors.ts';
import { prepareInput, requireStack, settingsOf, starterOf, tagsOf } from '../stack-request.ts';
import { refuseUnlessUpdatable } from '../stack-states.ts';

const noChanges =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** Differs from AWS: the change set is complete when the call answers, and a template that is refused makes the call fail. */
export const createChangeSet: Operation<CreateChangeSetInput, CreateChangeSetOutput> = async (input, call) => {
  if (input.ChangeSetType === 'IMPORT') throw notSupported('ChangeSetType IMPORT');
  const kind = input.ChangeSetType ?? 'UPDATE';
  const { stackName, stackId, stack } = targetOf(input, call, kind);
  if (stack && changeSetsOf(call, stackId).some(({ name }) => name === input.ChangeSetName))
    throw changeSetExists(input.ChangeSetName ?? '');
  const model = await prepareInput(input, call, { stackName, stackId, stack });
  return call.step(() => {
    if (!stack) putNewStack(starterOf(call), model, settingsOf(input), 'REVIEW_IN_PROGRESS');
    const row = changeSetRow(input, call, model, kind, stack);
    changeSetsIn(call).put(row);
    return { Id: row.changeSetId, StackId: stackId };
  });
};

function targetOf(
  input: CreateChangeSetInput,
  call: Call,
  kind: 'CREATE' | 'UPDATE',
): { readonly stackName: string; readonly stackId: string; readonly stack: StackRow | undefined } {
  const stackName = input.StackName ?? '';
  const found = findStack(call.globe, call.scope, stackName);
  if (kind === 'CREATE') {
    if (found && found.status !== 'REVIEW_IN_PROGRESS') throw stackAlreadyExists(stackName);
    return { stackName, stackId: found?.stackId ?? newStackId(call.globe, call.scope, stackName), stack: found };
  }
  const stack = requireStack(call, stackName);
  refuseUnlessUpdatable(stack);
  return { stackName: stack.name, stackId: stack.stackId, stack };
}

function changeSetRow(
  input: CreateChangeSetInput,
  call: Call,
  model: StackModel,
  kind: 'CREATE' | 'UPDATE',
  stack: StackRow | undefined,
): ChangeSetRow {
  const { globe, scope } = call;
  const { stackId, stackName } = model.identity;
  const name = input.ChangeSetName ?? '';
  const tags = tagsOf(input, stack);
  const unchanged = kind === 'UPDATE' && stack !== undefined && isUnchanged(stack, model, tags);
  return {
    changeSetId: `arn:aws:cloudformation:${scope.region}:${scope.account}:changeSet/${name}/${globe.random.uuid()}`,
    name,
    stackId,
    stackName,
    kind,
    templateBody: model.document.text,
    parameters: model.parameters,
    tags,
    capabilities: input.Capabilities ?? [],
    notificationArns: input.NotificationARNs ?? [],
    createdAt: globe.clock.now(),
    changes: unchanged ? [] : planChanges(model, [...resourcesOf(globe, scope, stackId).range()]),
    status: unchanged ? 'FAILED' : 'CREATE_COMPLETE',
    executionStatus: unchanged ? 'UNAVAILABLE' : 'AVAILABLE',
    ...(unchanged && { statusReason: noChanges }),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.RoleARN !== undefined && { roleArn: input.RoleARN }),
    ...(input.OnStackFailure !== undefined && { onStackFailure: input.OnStackFailure }),
  };
}
