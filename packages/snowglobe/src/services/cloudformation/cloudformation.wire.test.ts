import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetStackPolicyCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListChangeSetsCommand,
  ListExportsCommand,
  ListImportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  RollbackStackCommand,
  SetStackPolicyCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
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

async function stackOf(StackName: string) {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  return Stacks[0];
}

async function refusal(request: Promise<unknown>) {
  const error = await request.then(
    () => undefined,
    (thrown: unknown) => thrown as Error & { readonly $metadata: { readonly httpStatusCode: number } },
  );
  return [error?.name, error?.message, error?.$metadata.httpStatusCode];
}

describe('a stack', () => {
  it('is created, described, updated and deleted', async () => {
    const id = await create(
      'shop',
      template({ Q: queue({ DelaySeconds: '3' }) }, { Outputs: { Url: { Value: { Ref: 'Q' } } } }),
      {
        Tags: [{ Key: 'team', Value: 'a' }],
      },
    );
    expect(await stackOf('shop')).toMatchObject({
      StackId: id,
      StackStatus: 'CREATE_COMPLETE',
      Tags: [{ Key: 'team', Value: 'a' }],
      Outputs: [{ OutputKey: 'Url' }],
    });
    await client.send(
      new UpdateStackCommand({ StackName: 'shop', TemplateBody: template({ Q: queue({ DelaySeconds: 4 }) }) }),
    );
    await globe.settle();
    expect((await stackOf('shop'))?.StackStatus).toBe('UPDATE_COMPLETE');
    await client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await globe.settle();
    expect((await stackOf(id))?.StackStatus).toBe('DELETE_COMPLETE');
    expect(await refusal(stackOf('shop'))).toEqual(['ValidationError', 'Stack with id shop does not exist', 400]);
  });

  it('tells its resources and events, the latest first, with the token of the request', async () => {
    await create('shop', template({ Q: queue({}, { Metadata: { a: 1 } }) }), { ClientRequestToken: 'token-1' });
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: 'shop' }));
    expect(
      StackEvents.map((event) => [event.LogicalResourceId, event.ResourceStatus, event.ClientRequestToken]),
    ).toEqual([
      ['shop', 'CREATE_COMPLETE', 'token-1'],
      ['Q', 'CREATE_COMPLETE', 'token-1'],
      ['Q', 'CREATE_IN_PROGRESS', 'token-1'],
      ['shop', 'CREATE_IN_PROGRESS', 'token-1'],
    ]);
    const { StackResourceDetail } = await client.send(
      new DescribeStackResourceCommand({ StackName: 'shop', LogicalResourceId: 'Q' }),
    );
    expect(StackResourceDetail).toMatchObject({ ResourceType: 'AWS::SQS::Queue', Metadata: '{"a":1}' });
    const { StackResources } = await client.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId: StackResourceDetail?.PhysicalResourceId }),
    );
    expect(StackResources).toMatchObject([{ StackName: 'shop', LogicalResourceId: 'Q' }]);
    const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName: 'shop' }));
    expect(StackResourceSummaries).toMatchObject([{ LogicalResourceId: 'Q', ResourceStatus: 'CREATE_COMPLETE' }]);
    const { StackSummaries } = await client.send(new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE'] }));
    expect(StackSummaries).toMatchObject([{ StackName: 'shop' }]);
  });

  it('that fails is rolled back with reasons', async () => {
    await create('taken', template({ Q: queue({ QueueName: 'one', DelaySeconds: 1 }) }));
    await create('shop', template({ Q: queue({ QueueName: 'one', DelaySeconds: 2 }) }));
    expect((await stackOf('shop'))?.StackStatus).toBe('ROLLBACK_COMPLETE');
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: 'shop' }));
    expect(StackEvents.find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED')?.ResourceStatusReason).toMatch(
      /^Resource handler returned message: /,
    );
    expect(
      await refusal(client.send(new UpdateStackCommand({ StackName: 'shop', UsePreviousTemplate: true }))),
    ).toEqual([
      'ValidationError',
      expect.stringMatching(/^Stack:arn:.* is in ROLLBACK_COMPLETE state and can not be updated\.$/),
      400,
    ]);
  });

  it('whose failed creation was kept can be rolled back later', async () => {
    await create('taken', template({ Q: queue({ QueueName: 'one', DelaySeconds: 1 }) }));
    await create('shop', template({ Q: queue({ QueueName: 'one', DelaySeconds: 2 }), R: queue() }), {
      DisableRollback: true,
    });
    expect((await stackOf('shop'))?.StackStatus).toBe('CREATE_FAILED');
    await client.send(new RollbackStackCommand({ StackName: 'shop' }));
    await globe.settle();
    expect((await stackOf('shop'))?.StackStatus).toBe('ROLLBACK_COMPLETE');
  });

  it('whose failed update was kept can be rolled back to what it was', async () => {
    await create('taken', template({ Q: queue({ QueueName: 'one', DelaySeconds: 1 }) }));
    const before = template({ Q: queue({ QueueName: 'two' }) });
    await create('shop', before);
    const TemplateBody = template({
      Q: queue({ QueueName: 'two', DelaySeconds: 9 }),
      R: queue({ QueueName: 'one', DelaySeconds: 2 }),
    });
    await client.send(new UpdateStackCommand({ StackName: 'shop', TemplateBody, DisableRollback: true }));
    await globe.settle();
    expect((await stackOf('shop'))?.StackStatus).toBe('UPDATE_FAILED');
    await client.send(new RollbackStackCommand({ StackName: 'shop' }));
    await globe.settle();
    expect((await stackOf('shop'))?.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await client.send(new GetTemplateCommand({ StackName: 'shop' }))).TemplateBody).toBe(before);
  });

  it('may be read from S3, whatever the host of the URL', async () => {
    const s3 = globe.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
    await s3.send(new PutObjectCommand({ Bucket: 'templates', Key: 'a b/shop.json', Body: template({ Q: queue() }) }));
    await client.send(
      new CreateStackCommand({
        StackName: 'shop',
        TemplateURL: 'https://s3.us-east-1.amazonaws.com/templates/a%20b/shop.json',
      }),
    );
    await globe.settle();
    expect((await stackOf('shop'))?.StackStatus).toBe('CREATE_COMPLETE');
  });
});

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

describe('a change set', () => {
  const parameters = {
    Parameters: { Delay: { Type: 'Number', Default: 1 }, Secret: { Type: 'String', NoEcho: true, Default: 'x' } },
  };
  const body = template({ Q: queue({ DelaySeconds: { Ref: 'Delay' } }) }, parameters);

  it('creates a stack, then shows and makes its changes', async () => {
    const { Id, StackId } = await client.send(
      new CreateChangeSetCommand({
        StackName: 'shop',
        ChangeSetName: 'first',
        ChangeSetType: 'CREATE',
        TemplateBody: body,
      }),
    );
    expect((await stackOf('shop'))?.StackStatus).toBe('REVIEW_IN_PROGRESS');
    expect(await client.send(new DescribeChangeSetCommand({ ChangeSetName: Id }))).toMatchObject({
      StackId,
      Status: 'CREATE_COMPLETE',
      ExecutionStatus: 'AVAILABLE',
      Changes: [{ ResourceChange: { Action: 'Add', LogicalResourceId: 'Q' } }],
    });
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: 'first', StackName: 'shop' }));
    await globe.settle();
    expect(await stackOf('shop')).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      StackId,
      ChangeSetId: Id,
      Parameters: [{}, { ParameterValue: '****' }],
    });

    const next = {
      StackName: 'shop',
      UsePreviousTemplate: true,
      Parameters: [{ ParameterKey: 'Delay', ParameterValue: '9' }],
    };
    await client.send(new CreateChangeSetCommand({ ...next, ChangeSetName: 'second' }));
    const { Changes } = await client.send(
      new DescribeChangeSetCommand({ ChangeSetName: 'second', StackName: 'shop', IncludePropertyValues: true }),
    );
    expect(Changes).toMatchObject([
      {
        ResourceChange: {
          Action: 'Modify',
          Replacement: 'False',
          Details: [{ Target: { Name: 'DelaySeconds', BeforeValue: '1', AfterValue: '9' } }],
        },
      },
    ]);
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: 'second', StackName: 'shop' }));
    await globe.settle();
    expect((await stackOf('shop'))?.StackStatus).toBe('UPDATE_COMPLETE');
    expect(
      (await refusal(client.send(new ExecuteChangeSetCommand({ ChangeSetName: 'second', StackName: 'shop' }))))[0],
    ).toBe('InvalidChangeSetStatusException');
  });

  it('without changes has failed, and can be listed and deleted', async () => {
    await create('shop', body);
    await client.send(
      new CreateChangeSetCommand({ StackName: 'shop', ChangeSetName: 'none', UsePreviousTemplate: true }),
    );
    const { Summaries } = await client.send(new ListChangeSetsCommand({ StackName: 'shop' }));
    expect(Summaries).toMatchObject([
      {
        Status: 'FAILED',
        ExecutionStatus: 'UNAVAILABLE',
        StatusReason:
          "The submitted information didn't contain changes. Submit different information to create a change set.",
      },
    ]);
    await client.send(new DeleteChangeSetCommand({ StackName: 'shop', ChangeSetName: 'none' }));
    const [name, message] = await refusal(
      client.send(new DescribeChangeSetCommand({ StackName: 'shop', ChangeSetName: 'none' })),
    );
    expect([name, message]).toEqual(['ChangeSetNotFoundException', 'ChangeSet [none] does not exist']);
  });
});

describe('a template', () => {
  const body = template(
    { R: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r', AssumeRolePolicyDocument: {} } } },
    { Description: 'one role', Parameters: { P: { Type: 'String', Default: 'd', AllowedValues: ['d', 'e'] } } },
  );

  it('can be validated and summarised without being deployed', async () => {
    expect(await client.send(new ValidateTemplateCommand({ TemplateBody: body }))).toMatchObject({
      Description: 'one role',
      Parameters: [{ ParameterKey: 'P', DefaultValue: 'd' }],
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
    });
    expect(await client.send(new GetTemplateSummaryCommand({ TemplateBody: body }))).toMatchObject({
      ResourceTypes: ['AWS::IAM::Role'],
      Parameters: [{ ParameterKey: 'P', ParameterConstraints: { AllowedValues: ['d', 'e'] } }],
    });
  });

  it('whose form is wrong is refused', async () => {
    expect(await refusal(client.send(new ValidateTemplateCommand({ TemplateBody: '{"Resources": ' })))).toEqual([
      'ValidationError',
      'Template format error: JSON not well-formed. (line 1, column 15)',
      400,
    ]);
  });
});
