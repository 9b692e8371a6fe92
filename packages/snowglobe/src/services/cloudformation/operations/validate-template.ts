import type { ValidateTemplateInput, ValidateTemplateOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { templateOf } from '../stack-request.ts';
import { parameterDeclarations, summarise } from '../template-summary.ts';

export const validateTemplate: Operation<ValidateTemplateInput, ValidateTemplateOutput> = async (input, call) => {
  const { template, capabilities, capabilitiesReason } = summarise(await templateOf(input, call));
  return {
    Parameters: parameterDeclarations(template).map(
      ({ ParameterType: _, ParameterConstraints: __, ...parameter }) => parameter,
    ),
    Capabilities: [...capabilities],
    ...(capabilitiesReason !== undefined && { CapabilitiesReason: capabilitiesReason }),
    ...(template.description !== undefined && { Description: template.description }),
  };
};
