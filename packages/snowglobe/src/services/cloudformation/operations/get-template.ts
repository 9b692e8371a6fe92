import type { GetTemplateInput, GetTemplateOutput } from '@aws-sdk/client-cloudformation';
import type { Call, Operation } from '../../../contract/operation.ts';
import { findChangeSet } from '../change-sets.ts';
import { requireStack } from '../stack-request.ts';

export const getTemplate: Operation<GetTemplateInput, GetTemplateOutput> = (input, call) => {
  return { TemplateBody: templateBody(input, call), StagesAvailable: ['Original', 'Processed'] };
};

/** A stack in review has no template yet, only its change set has. */
function templateBody({ ChangeSetName, StackName }: GetTemplateInput, call: Call): string {
  if (ChangeSetName) return findChangeSet(call, ChangeSetName, StackName).templateBody;
  const stack = requireStack(call, StackName);
  return stack.status === 'REVIEW_IN_PROGRESS' ? '{}' : stack.templateBody;
}
