import type { StackModel } from '../../stacks/engine/stack-model.ts';
import { insufficientCapabilities } from './errors.ts';

/** IAM types, and the property by which a resource gets a name of its own. "Acknowledging IAM resources in CloudFormation templates". */
const iamNames: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

/** The capabilities that a template needs its caller to acknowledge, and why. */
function neededCapabilities(model: StackModel): {
  readonly capability: string | undefined;
  readonly resources: readonly string[];
} {
  const resources = model.wanted.filter((logicalId) => (model.template.resources[logicalId]?.type ?? '') in iamNames);
  const named = resources.some((logicalId) => {
    const property = iamNames[model.template.resources[logicalId]?.type ?? ''];
    return property !== undefined && model.foreseen.get(logicalId)?.[property] !== undefined;
  });
  if (resources.length === 0) return { capability: undefined, resources };
  return { capability: named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM', resources };
}

/** Throws InsufficientCapabilitiesException unless the caller acknowledged what the template needs. */
export function requireCapabilities(model: StackModel, given: readonly string[]): void {
  const { capability } = neededCapabilities(model);
  if (capability === undefined || given.includes('CAPABILITY_NAMED_IAM') || given.includes(capability)) return;
  throw insufficientCapabilities(capability);
}
