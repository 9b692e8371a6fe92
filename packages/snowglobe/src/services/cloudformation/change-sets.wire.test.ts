import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateSummaryCommand,
  ListChangeSetsCommand,
  ValidateTemplateCommand,
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
