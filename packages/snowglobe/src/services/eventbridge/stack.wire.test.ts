import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EventsGlobe, startEvents } from './eventbridge-test-globe.ts';

let globe: EventsGlobe;
let stacks: CloudFormationClient;

beforeAll(async () => {
  globe = await startEvents();
  stacks = globe.client(CloudFormationClient);
});

afterAll(() => globe.stop());

const att = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });
const ref = (name: string) => ({ Ref: name });

const template = (rule: object, retentionDays: number) =>
  JSON.stringify({
    Resources: {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'sales', Description: 'of sales' } },
      Policy: {
        Type: 'AWS::Events::EventBusPolicy',
        Properties: {
          EventBusName: ref('Bus'),
          StatementId: 'other',
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111111111111:root' },
            Action: 'events:PutEvents',
            Resource: att('Bus', 'Arn'),
          },
        },
      },
      Queue: { Type: 'AWS::SQS::Queue' },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: ref('Bus'),
          EventPattern: { source: ['shop'] },
          Targets: [{ Id: 'queue', Arn: att('Queue', 'Arn'), RetryPolicy: { MaximumRetryAttempts: 3 } }],
          ...rule,
        },
      },
      Tick: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 day)' } },
      Archive: {
        Type: 'AWS::Events::Archive',
        // The empty key is what the CDK writes for a key that AWS owns.
        Properties: {
          SourceArn: att('Bus', 'Arn'),
          ArchiveName: 'sales',
          RetentionDays: retentionDays,
          KmsKeyIdentifier: '',
        },
      },
      Connection: {
        Type: 'AWS::Events::Connection',
        Properties: {
          AuthorizationType: 'BASIC',
          AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'p' } },
        },
      },
      Hook: {
        Type: 'AWS::Events::ApiDestination',
        Properties: {
          ConnectionArn: att('Connection', 'Arn'),
          HttpMethod: 'POST',
          InvocationEndpoint: 'https://example.com/hook',
        },
      },
    },
    Outputs: {
      Rule: { Value: ref('Rule') },
      Tick: { Value: ref('Tick') },
      RuleArn: { Value: att('Rule', 'Arn') },
      Archive: { Value: att('Archive', 'Arn') },
      Hook: { Value: att('Hook', 'Arn') },
    },
  });

async function outputs(): Promise<Record<string, string>> {
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 'events' }));
  expect(Stacks?.[0]?.StackStatus).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
  return Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((output) => [output.OutputKey, output.OutputValue ?? '']));
}

it('makes, changes and deletes buses, policies, rules, archives, connections and API destinations', async () => {
  const deploy = { StackName: 'events' };
  await stacks.send(new CreateStackCommand({ ...deploy, TemplateBody: template({}, 7) }));
  const made = await outputs();
  expect(made.Rule).toMatch(/^sales\|events-Rule-\w{12}$/);
  expect(made.Tick).toMatch(/^events-Tick-\w{12}$/);
  expect(made.RuleArn).toMatch(/:rule\/sales\/events-Rule-\w{12}$/);
  expect(made.Archive).toBe('arn:aws:events:us-east-1:000000000000:archive/sales');
  expect(made.Hook).toMatch(/:api-destination\/events-Hook-\w{12}\/[\w-]{36}$/);
  const bus = await globe.events.send(new DescribeEventBusCommand({ Name: 'sales' }));
  expect(JSON.parse(bus.Policy ?? '').Statement).toMatchObject([{ Sid: 'other', Action: 'events:PutEvents' }]);

  const changed = { State: 'DISABLED', Targets: [] };
  await stacks.send(new UpdateStackCommand({ ...deploy, TemplateBody: template(changed, 9) }));
  await outputs();
  const { Rules } = await globe.events.send(new ListRulesCommand({ EventBusName: 'sales' }));
  expect(Rules).toMatchObject([{ State: 'DISABLED' }]);
  const Rule = Rules?.[0]?.Name;
  const { Targets } = await globe.events.send(new ListTargetsByRuleCommand({ Rule, EventBusName: 'sales' }));
  expect(Targets).toEqual([]);
  const { RetentionDays } = await globe.events.send(new DescribeArchiveCommand({ ArchiveName: 'sales' }));
  expect(RetentionDays).toBe(9);

  await stacks.send(new DeleteStackCommand(deploy));
  await globe.settle();
  const { EventBuses } = await globe.events.send(new ListEventBusesCommand({}));
  expect(EventBuses?.map(({ Name }) => Name)).toEqual(['default']);
});
