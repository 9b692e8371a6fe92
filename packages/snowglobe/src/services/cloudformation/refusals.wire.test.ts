import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  GetStackPolicyCommand,
  ListExportsCommand,
  ListImportsCommand,
  SetStackPolicyCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
let client: CloudFormationClient;
beforeEach(async () => {
  globe = await startTestGlobe();
  client = globe.client(CloudFormationClient);
});
afterEach(() => globe.stop());

const queue = (properties: object = {}, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
  ...more,
});
const template = (resources: object, more: object = {}) => JSON.stringify({ Resources: resources, ...more });

async function create(StackName: string, TemplateBody: string, more: object = {}): Promise<string> {
  const { StackId = '' } = await client.send(new CreateStackCommand({ StackName, TemplateBody, ...more }));
  await globe.settle();
  return StackId;
}

async function refusal(request: Promise<unknown>) {
  const error = await request.then(
    () => undefined,
    (thrown: unknown) => thrown as Error & { readonly $metadata: { readonly httpStatusCode: number } },
  );
  return [error?.name, error?.message, error?.$metadata.httpStatusCode];
}

describe('a request is refused', () => {
  it('for a stack that is there already, or not at all', async () => {
    await create('shop', template({ Q: queue() }));
    expect(await refusal(create('shop', template({ Q: queue() })))).toEqual([
      'AlreadyExistsException',
      'Stack [shop] already exists',
      400,
    ]);
    const nothing = client.send(
      new UpdateStackCommand({ StackName: 'nothing', TemplateBody: template({ Q: queue() }) }),
    );
    expect(await refusal(nothing)).toEqual(['ValidationError', 'Stack with id nothing does not exist', 400]);
    await client.send(new DeleteStackCommand({ StackName: 'nothing' }));
  });

  it('when nothing would change', async () => {
    await create('shop', template({ Q: queue() }));
    const same = client.send(
      new UpdateStackCommand({
        StackName: 'shop',
        TemplateBody: 'Resources: {Q: {Type: "AWS::SQS::Queue", Properties: {}}}',
      }),
    );
    expect(await refusal(same)).toEqual(['ValidationError', 'No updates are to be performed.', 400]);
  });

  it('when it makes IAM resources without saying so', async () => {
    const role = (properties: object) =>
      template({ R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, ...properties } } });
    expect(await refusal(create('a', role({})))).toEqual([
      'InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_IAM]',
      400,
    ]);
    expect(await refusal(create('a', role({ RoleName: 'x' }), { Capabilities: ['CAPABILITY_IAM'] }))).toEqual([
      'InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_NAMED_IAM]',
      400,
    ]);
  });

  it('when it names no template, two, or one that is too long for a request', async () => {
    expect((await refusal(client.send(new CreateStackCommand({ StackName: 'a' }))))[1]).toBe(
      'Either Template URL or Template Body must be specified.',
    );
    expect((await refusal(create('a', template({ Q: queue() }) + ' '.repeat(51_200))))[1]).toContain(
      'less than or equal to 51200',
    );
  });

  it('to delete a protected stack', async () => {
    await create('shop', template({ Q: queue() }), { EnableTerminationProtection: true });
    expect((await refusal(client.send(new DeleteStackCommand({ StackName: 'shop' }))))[1]).toBe(
      'Stack [shop] cannot be deleted while TerminationProtection is enabled',
    );
    await client.send(
      new UpdateTerminationProtectionCommand({ StackName: 'shop', EnableTerminationProtection: false }),
    );
    await client.send(new DeleteStackCommand({ StackName: 'shop' }));
  });

  it('to delete a stack whose exports are in use', async () => {
    await create(
      'source',
      template(
        { Q: queue() },
        { Outputs: { Arn: { Value: { 'Fn::GetAtt': 'Q.Arn' }, Export: { Name: 'queue-arn' } } } },
      ),
    );
    await create(
      'user',
      template({
        R: queue({ RedrivePolicy: { deadLetterTargetArn: { 'Fn::ImportValue': 'queue-arn' }, maxReceiveCount: 2 } }),
      }),
    );
    expect((await client.send(new ListExportsCommand({}))).Exports).toMatchObject([{ Name: 'queue-arn' }]);
    expect((await client.send(new ListImportsCommand({ ExportName: 'queue-arn' }))).Imports).toEqual(['user']);
    expect((await refusal(client.send(new DeleteStackCommand({ StackName: 'source' }))))[1]).toBe(
      'Export queue-arn cannot be deleted as it is in use by user',
    );
    expect((await refusal(client.send(new ListImportsCommand({ ExportName: 'other' }))))[1]).toBe(
      "Export 'other' is not imported by any stack.",
    );
  });

  it('by name for rollback triggers; an empty rollback configuration is taken', async () => {
    const RollbackConfiguration = { RollbackTriggers: [{ Arn: 'arn:a', Type: 'AWS::CloudWatch::Alarm' }] };
    const TemplateBody = template({ Q: queue() });
    const refused = client.send(new CreateStackCommand({ StackName: 's', TemplateBody, RollbackConfiguration }));
    expect((await refusal(refused))[1]).toBe('RollbackConfiguration.RollbackTriggers is not supported');
    const monitored = { RollbackConfiguration: { MonitoringTimeInMinutes: 5 } };
    expect((await refusal(create('s', TemplateBody, monitored)))[1]).toContain('MonitoringTimeInMinutes');
    await create('s', TemplateBody, { RollbackConfiguration: { RollbackTriggers: [] }, TimeoutInMinutes: 7 });
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 's' }));
    expect(Stacks?.[0]).toMatchObject({ StackStatus: 'CREATE_COMPLETE', TimeoutInMinutes: 7 });
  });

  it('for an update that the stack policy does not allow', async () => {
    const policy = JSON.stringify({
      Statement: [
        { Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' },
        {
          Effect: 'Deny',
          Action: ['Update:Replace', 'Update:Delete'],
          Principal: '*',
          Resource: 'LogicalResourceId/Q',
        },
      ],
    });
    await create('shop', template({ Q: queue({ QueueName: 'a' }) }));
    await client.send(new SetStackPolicyCommand({ StackName: 'shop', StackPolicyBody: policy }));
    expect((await client.send(new GetStackPolicyCommand({ StackName: 'shop' }))).StackPolicyBody).toBe(policy);
    const update = (properties: object) =>
      client.send(new UpdateStackCommand({ StackName: 'shop', TemplateBody: template({ Q: queue(properties) }) }));
    expect((await refusal(update({ QueueName: 'b' })))[1]).toContain('Action denied by stack policy');
    await update({ QueueName: 'a', DelaySeconds: 5 });
    await globe.settle();
    expect(
      (await refusal(client.send(new SetStackPolicyCommand({ StackName: 'shop', StackPolicyBody: '{' }))))[1],
    ).toContain('Invalid stack policy');
  });
});
