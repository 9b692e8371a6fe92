import type { GetTemplateSummaryInput, GetTemplateSummaryOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { jsonText } from '../../../stacks/json.ts';
import { requireStack, templateOf } from '../stack-request.ts';
import { parameterDeclarations, summarise } from '../template-summary.ts';

export const getTemplateSummary: Operation<GetTemplateSummaryInput, GetTemplateSummaryOutput> = async (input, call) => {
  const text = input.StackName ? requireStack(call, input.StackName).templateBody : await templateOf(input, call);
  const { document, template, capabilities, capabilitiesReason } = summarise(text);
  const { description, metadata, transforms, resources } = template;
  return {
    Parameters: parameterDeclarations(template),
    ResourceTypes: [...new Set(Object.values(resources).map(({ type }) => type))],
    Capabilities: [...capabilities],
    Version: jsonText(document.value.AWSTemplateFormatVersion ?? '2010-09-09'),
    ...(transforms.length > 0 && { DeclaredTransforms: [...transforms] }),
    ...(capabilitiesReason !== undefined && { CapabilitiesReason: capabilitiesReason }),
    ...(description !== undefined && { Description: description }),
    ...(metadata !== undefined && { Metadata: JSON.stringify(metadata) }),
  };
};
