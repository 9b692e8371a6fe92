import { prepareStack } from '../../stacks/engine/prepare-stack.ts';
import { beginRollback, type Starter } from '../../stacks/engine/stack-operations.ts';
import type { StackRow } from '../../stacks/state/rows.ts';

/** Brings a stack whose update failed back to its template of before. */
export async function rollBackUpdate(starter: Starter, stack: StackRow, roleArn: string | undefined): Promise<void> {
  const before = stack.before ?? stack;
  const model = await prepareStack(starter.globe, {
    ...starter,
    stackName: stack.name,
    stackId: stack.stackId,
    templateBody: before.templateBody,
    parameters: before.parameters.map(({ name }) => ({ name })),
    previousParameters: before.parameters,
    notificationArns: stack.notificationArns,
  });
  beginRollback(starter, stack, model, roleArn);
}
