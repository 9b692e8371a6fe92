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
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** Every statement of every policy of a template's roles. */
function statements(template: Template): readonly Readonly<Record<string, unknown>>[] {
  return Object.values(template.findResources('AWS::IAM::Policy') as Record<string, Resource>).flatMap(
    ({ Properties }) => (Properties?.['PolicyDocument'] as { Statement: Record<string, unknown>[] }).Statement,
  );
}

describe('the state that regions share', () => {
  test('is the event log and the ledger, replicated to every region, with a stream', () => {
    local.globalState.resourceCountIs('AWS::DynamoDB::GlobalTable', 2);
    local.globalState.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: [
        { AttributeName: 'AggregateTypeAndId', KeyType: 'HASH' },
        { AttributeName: 'AggregateIdSequence', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      Replicas: [Match.objectLike({ Region: 'us-west-2' }), Match.objectLike({ Region: 'us-east-1' })],
    });
  });

  test('can live in one region', () => {
    const single = templates({ regions: 'eu-north-1' });
    expect(single.regional).toHaveLength(1);
    single.globalState.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
    single.regional[0]?.resourceCountIs('Custom::ReplicaStream', 0);
  });
});

describe.each(regions)('the stack of %s', (region, template) => {
  test('defects 3 and 9: every stream mapping retries, reports partial failures, and has a queue for dead letters', () => {
    const mappings = template.findResources('AWS::Lambda::EventSourceMapping', {
      Properties: { StartingPosition: 'TRIM_HORIZON' },
    });
    expect(Object.keys(mappings)).toHaveLength(6);
    template.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    for (const { Properties } of Object.values(mappings)) {
      expect(Properties).toMatchObject({ MaximumRetryAttempts: 5, DestinationConfig: { OnFailure: {} } });
    }
  });

  test('defect 9: the publisher is given new items only, by the filter of its mapping', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      BatchSize: 100,
    });
  });

  test('the audit projector takes one event at a time', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 1,
      StartingPosition: 'TRIM_HORIZON',
    });
  });

  test("the side effects are those of its own region; the other regions' wait for a takeover", () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: { Filters: [{ Pattern: `{"data":{"region":["${region}"]}}` }] },
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: { Filters: [{ Pattern: `{"data":{"region":[{"anything-but":["${region}"]}]}}` }] },
      Enabled: false,
    });
  });

  test('defect 1: the API has one default route and no response mappings, at paths without a stage', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 100 },
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      PayloadFormatVersion: '2.0',
      ResponseParameters: Match.absent(),
    });
    template.resourcePropertiesCountIs('AWS::ApiGatewayV2::Route', { RouteKey: '$default' }, 1);
    template.resourceCountIs('AWS::ApiGatewayV2::Route', 1);
  });

  test('defect 7: functions read exactly the names that they are given', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectEquals({
          EVENT_LOG_TABLE_NAME: Match.anyValue(),
          SNAPSHOTS_TABLE_NAME: Match.anyValue(),
          TASKS_VIEW_TABLE_NAME: Match.anyValue(),
          SEARCH_INDEX_TABLE_NAME: Match.anyValue(),
          LEDGER_TABLE_NAME: Match.anyValue(),
          NODE_OPTIONS: '--enable-source-maps',
        }),
      },
    });
  });

  test('logs are kept for seven days, calls are traced, data is encrypted and closed to the public', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
    template.allResourcesProperties('AWS::Lambda::Function', {
      TracingConfig: { Mode: 'Active' },
      Runtime: 'nodejs22.x',
    });
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.hasResourceProperties('AWS::Kinesis::Stream', {
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
      ShardCount: 1,
      RetentionPeriodHours: 24,
    });
    template.hasResourceProperties('AWS::S3::Bucket', { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } });
  });

  test('nobody may do everything: no action is a wildcard, and only actions without resources are allowed on "*"', () => {
    const all = statements(template);
    const actions = all.flatMap(({ Action }) => Action as string | string[]);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    const anywhere = all
      .filter(({ Resource }) => Resource === '*')
      .flatMap(({ Action }) => Action as string | string[]);
    expect(new Set(anywhere)).toEqual(new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']));
  });

  test('nothing has a name of its own', () => {
    const named = Object.values(template.toJSON()['Resources'] as Record<string, Resource & { Type: string }>).filter(
      ({ Properties }) =>
        ['FunctionName', 'QueueName', 'BucketName', 'TableName', 'RoleName', 'LogGroupName'].some(
          (name) => typeof Properties?.[name] === 'string',
        ),
    );
    // The replica is looked up by the name that the event log has in all regions.
    expect(named.filter(({ Type }) => Type !== 'Custom::ReplicaStream')).toEqual([]);
  });

  test('asks for no service beyond those that it needs', () => {
    const resources = template.toJSON()['Resources'] as Record<string, { Type: string }>;
    const services = new Set(Object.values(resources).map(({ Type }) => Type.split('::')[1]));
    expect([...services].sort()).toEqual(
      [
        'ApiGatewayV2',
        'DynamoDB',
        'IAM',
        'Kinesis',
        'Lambda',
        'Logs',
        'S3',
        'SQS',
        ...(region === 'us-west-2' ? ['ReplicaStream'] : []),
      ].sort(),
    );
  });

  test('tells where everything is', () => {
    const outputs = Object.keys(template.toJSON()['Outputs']);
    expect(outputs).toEqual(
      expect.arrayContaining([
        'ApiUrl',
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
    region?.hasResourceProperties('AWS::Kinesis::Stream', {
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      RetentionPeriodHours: 48,
      DesiredShardLevelMetrics: ['IncomingBytes', 'OutgoingBytes'],
    });
    prod.globalState.allResources('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' });
    region?.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
    region?.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { AUDIT_BUCKET_NAME: Match.anyValue(), FAIL_ON_SUMMARY: Match.absent() } },
    });
    region?.resourcePropertiesCountIs(
      'AWS::Lambda::EventSourceMapping',
      { StartingPosition: 'TRIM_HORIZON', Enabled: false },
      1,
    );
  });

  test('dev may be changed by context', () => {
    const [region] = templates({ environment: 'dev', failOnSummary: 7 }).regional;
    region?.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ FAIL_ON_SUMMARY: '7' }) },
    });
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
    one?.hasResourceProperties('AWS::Route53::RecordSet', { Failover: 'PRIMARY', SetIdentifier: 'us-east-1' });
    other?.hasResourceProperties('AWS::Route53::RecordSet', { Failover: 'SECONDARY', SetIdentifier: 'us-west-2' });
    one?.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', { Stage: Match.anyValue() });
  });

  test('a known account changes nothing but where the stacks go', () => {
    const known = templates({}, '123456789012');
    expect(Object.keys(known.regional[0]?.toJSON()['Resources'])).toEqual(Object.keys(primary.toJSON()['Resources']));
  });
});
