import type { AccessRule, Call } from '../../contract/operation.ts';
import { findStack } from '../../stacks/state/stacks.ts';

interface StackNamed {
  readonly StackName?: string | undefined;
  readonly ChangeSetName?: string | undefined;
}

/** The ARN of the stack that an input names; a new stack's is known by its name alone. */
function stackArn(name: string | undefined, { globe, scope }: Call): string {
  if (!name) return '*';
  if (name.startsWith('arn:')) return name;
  const found = findStack(globe, scope, name);
  return found?.stackId ?? `arn:aws:cloudformation:${scope.region}:${scope.account}:stack/${name}/*`;
}

/** One permission on the stack. AWS: Service Authorization Reference, "AWS CloudFormation". */
function onStack(action: string): AccessRule<StackNamed> {
  return ({ StackName, ChangeSetName }, call) => {
    const named = StackName ?? (ChangeSetName?.startsWith('arn:') ? undefined : ChangeSetName);
    return [{ action: `cloudformation:${action}`, resource: stackArn(named, call) }];
  };
}

function onEverything(action: string): AccessRule {
  return () => [{ action: `cloudformation:${action}`, resource: '*' }];
}

const stackActions = [
  'CancelUpdateStack',
  'ContinueUpdateRollback',
  'CreateChangeSet',
  'CreateStack',
  'DeleteChangeSet',
  'DeleteStack',
  'DescribeChangeSet',
  'DescribeStackEvents',
  'DescribeStackResource',
  'DescribeStackResources',
  'DescribeStacks',
  'ExecuteChangeSet',
  'GetStackPolicy',
  'GetTemplate',
  'GetTemplateSummary',
  'ListChangeSets',
  'ListStackResources',
  'RollbackStack',
  'SetStackPolicy',
  'UpdateStack',
  'UpdateTerminationProtection',
];

const otherActions = ['ListExports', 'ListImports', 'ListStacks', 'ValidateTemplate'];

export const access: Readonly<Record<string, AccessRule>> = {
  ...Object.fromEntries(stackActions.map((action) => [action, onStack(action)])),
  ...Object.fromEntries(otherActions.map((action) => [action, onEverything(action)])),
};
