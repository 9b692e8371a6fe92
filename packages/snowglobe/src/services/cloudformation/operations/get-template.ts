import type { GetTemplateInput, GetTemplateOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { findChangeSet } from '../change-sets.ts';
import { requireStack } from '../stack-request.ts';

export const getTemplate: Operation<GetTemplateInput, GetTemplateOutput> = (input, call) => {
  const TemplateBody = input.ChangeSetName
    ? findChangeSet(call, input.ChangeSetName, input.StackName).templateBody
    : requireStack(call, input.StackName).templateBody;
  return { TemplateBody, StagesAvailable: ['Original', 'Processed'] };
};
