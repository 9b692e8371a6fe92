import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { templates } from './synthesise.ts';

const local = templates();
const [primary, secondary] = local.regional;
if (primary === undefined || secondary === undefined) throw new Error('two regions are needed');
const regions: readonly [string, Template][] = [
  ['us-east-1', primary],
  ['us-west-2', secondary],
];

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

function resources(template: Template): Readonly<Record<string, Resource>> {
  return template.toJSON()['Resources'];
}

/** How many resources of a type have these properties, whatever else they have. */
function count(template: Template | undefined, type: string, properties: object = {}): number {
  return Object.keys(template?.findResources(type, { Properties: properties }) ?? {}).length;
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** Every statement of every policy of a template's roles. */
function statements(template: Template): readonly Statement[] {
  return Object.values(resources(template)).flatMap(({ Type, Properties = {} }) =>
    Type === 'AWS::IAM::Policy' ? (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement : [],
  );
}

const stream = { StartingPosition: 'TRIM_HORIZON' };
const mapping = 'AWS::Lambda::EventSourceMapping';
const pattern = (json: object) => ({ FilterCriteria: { Filters: [{ Pattern: JSON.stringify(json) }] } });

describe('the state that regions share', () => {
  const table = 'AWS::DynamoDB::GlobalTable';

  test('is the event log and the ledger, replicated to every region, with a stream', () => {
    const replicas = [Match.objectLike({ Region: 'us-west-2' }), Match.objectLike({ Region: 'us-east-1' })];
    expect(count(local.globalState, table, { Replicas: replicas })).toBe(2);
    const log = {
      KeySchema: [
        { AttributeName: 'AggregateTypeAndId', KeyType: 'HASH' },
        { AttributeName: 'AggregateIdSequence', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    };
    expect(count(local.globalState, table, log)).toBe(1);
  });

  test('can live in one region', () => {
    const single = templates({ regions: 'eu-north-1' });
    expect(single.regional).toHaveLength(1);
    expect(count(single.globalState, table, { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } })).toBe(1);
    expect(count(single.regional[0], 'Custom::ReplicaStream')).toBe(0);
    expect(count(single.regional[0], mapping, stream)).toBe(5);
  });
});

describe.each(regions)('the stack of %s', (region, template) => {
  test('defects 3 and 9: every stream mapping retries, reports partial failures, and has a queue for dead letters', () => {
    expect(count(template, mapping, stream)).toBe(6);
    const careful = {
      ...stream,
      MaximumRetryAttempts: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    };
    expect(count(template, mapping, careful)).toBe(6);
  });

  test('defect 9: the publisher is given new items only, by the filter of its mapping', () => {
    expect(count(template, mapping, { ...pattern({ eventName: ['INSERT'] }), BatchSize: 100 })).toBe(1);
  });

  test('the audit projector takes one event at a time', () => {
    expect(count(template, mapping, { ...stream, BatchSize: 1 })).toBe(1);
  });

  test("the side effects are those of its own region; the other regions' wait for a takeover", () => {
    expect(count(template, mapping, pattern({ data: { region: [region] } }))).toBe(1);
    const others = pattern({ data: { region: [{ 'anything-but': [region] }] } });
    expect(count(template, mapping, { ...others, Enabled: false })).toBe(1);
  });

  test('defect 1: the API has one default route and no response mappings, at paths without a stage', () => {
    const DefaultRouteSettings = { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 100 };
    expect(count(template, 'AWS::ApiGatewayV2::Stage', { StageName: '$default', DefaultRouteSettings })).toBe(1);
    expect(count(template, 'AWS::ApiGatewayV2::Integration', { ResponseParameters: Match.absent() })).toBe(1);
    expect(count(template, 'AWS::ApiGatewayV2::Route', { RouteKey: '$default' })).toBe(1);
    expect(count(template, 'AWS::ApiGatewayV2::Route')).toBe(1);
  });

  test('defect 7: functions read exactly the names that they are given', () => {
    const Variables = Match.objectEquals({
      EVENT_LOG_TABLE_NAME: Match.anyValue(),
      SNAPSHOTS_TABLE_NAME: Match.anyValue(),
      TASKS_VIEW_TABLE_NAME: Match.anyValue(),
      SEARCH_INDEX_TABLE_NAME: Match.anyValue(),
      LEDGER_TABLE_NAME: Match.anyValue(),
      NODE_OPTIONS: '--enable-source-maps',
    });
    expect(count(template, 'AWS::Lambda::Function', { Environment: { Variables } })).toBe(1);
  });

  test.each([
    ['logs are kept for seven days', 'AWS::Logs::LogGroup', { RetentionInDays: 7 }],
    ['calls are traced', 'AWS::Lambda::Function', { TracingConfig: { Mode: 'Active' }, Runtime: 'nodejs22.x' }],
    ['queues are encrypted', 'AWS::SQS::Queue', { SqsManagedSseEnabled: true }],
    [
      'the stream is encrypted and kept for a day',
      'AWS::Kinesis::Stream',
      { StreamEncryption: { KeyId: 'alias/aws/kinesis' }, ShardCount: 1, RetentionPeriodHours: 24 },
    ],
    [
      'the bucket is closed to the public',
      'AWS::S3::Bucket',
      { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } },
    ],
  ])('%s', (_what, type, properties) => {
    expect(count(template, type)).toBeGreaterThan(0);
    expect(count(template, type, properties)).toBe(count(template, type));
  });

  test('no right is for all actions, and only those that know no resources are for "*"', () => {
    const actionsOf = (some: readonly Statement[]) => some.flatMap(({ Action }) => Action);
    const all = statements(template);
    expect(actionsOf(all).filter((action) => action.includes('*'))).toEqual([]);
    const anywhere = actionsOf(all.filter(({ Resource }) => Resource === '*'));
    expect(new Set(anywhere)).toEqual(new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']));
  });

  test('nothing has a name of its own', () => {
    const names = ['FunctionName', 'QueueName', 'BucketName', 'TableName', 'RoleName', 'LogGroupName'];
    const named = Object.values(resources(template)).filter(({ Properties }) =>
      names.some((name) => typeof Properties?.[name] === 'string'),
    );
    // The replica is looked up by the name that the event log has in all regions.
    expect(named.filter(({ Type }) => Type !== 'Custom::ReplicaStream')).toEqual([]);
  });

  test('asks for no service beyond those that it needs', () => {
    const types = Object.values(resources(template)).map(({ Type }) => Type);
    const services = types.map((type) => type.split('::')[1] ?? '').filter((name) => name !== 'ReplicaStream');
    expect(new Set(services)).toEqual(
      new Set(['ApiGatewayV2', 'DynamoDB', 'IAM', 'Kinesis', 'Lambda', 'Logs', 'S3', 'SQS']),
    );
  });

  test('tells where everything is', () => {
    expect(Object.keys(template.toJSON()['Outputs'])).toEqual(
      expect.arrayContaining([
        'ApiUrl',
        'TryIt',
        'EventLogTableName',
        'SnapshotsTableName',
        'TasksViewTableName',
        'SearchIndexTableName',
        'EventStreamName',
        'AuditBucketName',
        'RedriveFunctionName',
        'PublisherDeadLettersUrl',
        'AuditProjectorDeadLettersUrl',
        'TakeoverNotifierMappingId',
      ]),
    );
  });
});

describe('environments', () => {
  test('prod has a stream on demand for 48 hours, keeps its data and refuses no summary', () => {
    const prod = templates({ environment: 'prod', notifyUrl: 'https://example.com/events' });
    const [region] = prod.regional;
    const onDemand = {
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      RetentionPeriodHours: 48,
      DesiredShardLevelMetrics: ['IncomingBytes', 'OutgoingBytes'],
    };
    expect(count(region, 'AWS::Kinesis::Stream', onDemand)).toBe(1);
    const kept = prod.globalState.findResources('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' });
    expect(Object.keys(kept)).toHaveLength(2);
    expect(Object.keys(region?.findResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain' }) ?? {})).toHaveLength(1);
    const Variables = { AUDIT_BUCKET_NAME: Match.anyValue(), FAIL_ON_SUMMARY: Match.absent() };
    expect(count(region, 'AWS::Lambda::Function', { Environment: { Variables } })).toBe(1);
    expect(count(region, mapping, { ...stream, Enabled: false })).toBe(1);
  });

  test('dev may be changed by context', () => {
    const [region] = templates({ environment: 'dev', failOnSummary: 7 }).regional;
    const Environment = { Variables: { FAIL_ON_SUMMARY: '7' } };
    expect(count(region, 'AWS::Lambda::Function', { Environment })).toBe(1);
  });

  test('others are refused by name', () => {
    expect(() => templates({ environment: 'staging' })).toThrow('not "staging"');
    expect(() => templates({ regions: '' })).toThrow('at least one region');
  });

  test('a custom domain fails over from the primary region to the standby', () => {
    const certificateArns = {
      'us-east-1': 'arn:aws:acm:us-east-1:123456789012:certificate/a',
      'us-west-2': 'arn:aws:acm:us-west-2:123456789012:certificate/b',
    };
    const customDomain = { domainName: 'tasks.example.com', hostedZoneId: 'Z1', certificateArns };
    const [one, other] = templates({ customDomain }).regional;
    const record = 'AWS::Route53::RecordSet';
    expect(count(one, record, { Failover: 'PRIMARY', SetIdentifier: 'us-east-1' })).toBe(1);
    expect(count(other, record, { Failover: 'SECONDARY', SetIdentifier: 'us-west-2' })).toBe(1);
    expect(count(one, 'AWS::ApiGatewayV2::ApiMapping', { DomainName: Match.anyValue() })).toBe(1);
  });

  test('a known account changes nothing but where the stacks go', () => {
    const [known] = templates({}, '123456789012').regional;
    expect(known && Object.keys(resources(known))).toEqual(Object.keys(resources(primary)));
  });
});
