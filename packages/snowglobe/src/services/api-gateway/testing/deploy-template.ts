import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { TestGlobe } from '../../../testing/start-test-globe.ts';

/** Creates a stack, or updates the one of that name, and gives its outputs; throws what CloudFormation says when it fails. */
export async function deployTemplate(
  globe: TestGlobe,
  template: object,
  { StackName = 'stack', update = false } = {},
): Promise<Readonly<Record<string, string>>> {
  const stacks = globe.client(CloudFormationClient);
  const input = { StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM' as const] };
  await stacks.send(update ? new UpdateStackCommand(input) : new CreateStackCommand(input));
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  const [stack] = Stacks ?? [];
  if (stack?.StackStatus !== (update ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE')) {
    const { StackEvents } = await stacks.send(new DescribeStackEventsCommand({ StackName }));
    throw new Error(StackEvents?.map((event) => event.ResourceStatusReason).join('\n'));
  }
  return Object.fromEntries(stack.Outputs?.map((each) => [each.OutputKey ?? '', each.OutputValue ?? '']) ?? []);
}
