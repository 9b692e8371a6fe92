import type {
  ParameterDeclaration,
  TemplateParameter,
  ValidateTemplateInput,
  ValidateTemplateOutput,
} from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { templateOf } from '../stack-request.ts';
import { parameterDeclarations, summarise } from '../template-summary.ts';

/** ValidateTemplate tells neither types nor constraints. */
function withoutType(declaration: ParameterDeclaration): TemplateParameter {
  const { ParameterType: _type, ParameterConstraints: _constraints, ...parameter } = declaration;
  return parameter;
}

export const validateTemplate: Operation<ValidateTemplateInput, ValidateTemplateOutput> = async (input, call) => {
  const { template, capabilities, capabilitiesReason } = summarise(await templateOf(input, call));
  return {
    Parameters: parameterDeclarations(template).map(withoutType),
    Capabilities: [...capabilities],
    ...(capabilitiesReason !== undefined && { CapabilitiesReason: capabilitiesReason }),
    ...(template.description !== undefined && { Description: template.description }),
  };
};
