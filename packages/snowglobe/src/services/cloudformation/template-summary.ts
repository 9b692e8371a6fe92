import type { ParameterDeclaration } from '@aws-sdk/client-cloudformation';
import { type JsonObject, jsonText } from '../../stacks/json.ts';
import { Problems } from '../../stacks/template/problems.ts';
import type { TemplateDocument } from '../../stacks/template/read-template.ts';
import { readTemplate } from '../../stacks/template/read-template.ts';
import { readSections, type Template } from '../../stacks/template/template.ts';

export interface SummarisedTemplate {
  readonly document: TemplateDocument;
  readonly template: Template;
  readonly capabilities: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM')[];
  readonly capabilitiesReason: string | undefined;
}

const nameProperties = ['RoleName', 'UserName', 'GroupName', 'ManagedPolicyName', 'InstanceProfileName'];

/** Reads a template without parameters. Throws when its form is wrong. */
export function summarise(text: string): SummarisedTemplate {
  const document = readTemplate(text);
  const problems = new Problems();
  const template = readSections(document.value, problems);
  const error = problems.toError(document);
  if (error) throw error;
  const iam = Object.values(template.resources).filter(({ type }) => type.startsWith('AWS::IAM::'));
  const named = iam.some(({ properties }) => nameProperties.some((name) => name in properties));
  const types = [...new Set(iam.map(({ type }) => type))];
  return {
    document,
    template,
    capabilities: iam.length === 0 ? [] : [named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'],
    capabilitiesReason:
      iam.length === 0 ? undefined : `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}

export function parameterDeclarations({ parameters }: Template): ParameterDeclaration[] {
  return Object.entries(parameters).map(([ParameterKey, declared]) => ({
    ParameterKey,
    ParameterType: jsonText(declared.Type),
    NoEcho: isNoEcho(declared),
    ParameterConstraints: Array.isArray(declared.AllowedValues)
      ? { AllowedValues: declared.AllowedValues.map(String) }
      : {},
    ...(declared.Default !== undefined && { DefaultValue: jsonText(declared.Default) }),
    ...(declared.Description !== undefined && { Description: jsonText(declared.Description) }),
  }));
}

function isNoEcho(declared: JsonObject): boolean {
  return jsonText(declared.NoEcho).toLowerCase() === 'true';
}
