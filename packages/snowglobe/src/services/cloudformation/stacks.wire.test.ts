import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  RollbackStackCommand,
  UpdateStackCommand,
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
