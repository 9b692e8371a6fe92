import type { DeleteChangeSetInput, DeleteChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Operation } from '../../../contract/operation.ts';
import { changeSetsIn, findChangeSet } from '../change-sets.ts';

/** Answers well when there is no such change set, as AWS does. */
export const deleteChangeSet: Operation<DeleteChangeSetInput, DeleteChangeSetOutput> = (input, call) => {
  try {
    changeSetsIn(call).delete(findChangeSet(call, input.ChangeSetName ?? '', input.StackName).changeSetId);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ChangeSetNotFound') throw error;
  }
  return {};
};
