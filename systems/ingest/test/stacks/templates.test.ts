import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { templates } from './synthesise.ts';

const { pipeline } = templates();

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

const any = Match.anyValue();
const table = 'AWS::DynamoDB::GlobalTable';
const queue = 'AWS::SQS::Queue';
const mapping = 'AWS::Lambda::EventSourceMapping';

describe('the pipeline', () => {
  test('starts with a stream that is encrypted with its own key, and calls the transformer', () => {
    const DeliveryStreamEncryptionConfigurationInput = { KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN: any };
    const Processors = [Match.objectLike({ Type: 'Lambda' })];
    const ExtendedS3DestinationConfiguration = {
      BufferingHints: { IntervalInSeconds: 60, SizeInMBs: 1 },
      ProcessingConfiguration: { Enabled: true, Processors },
      EncryptionConfiguration: { KMSEncryptionConfig: any },
    };
    const stream = { DeliveryStreamEncryptionConfigurationInput, ExtendedS3DestinationConfiguration };
    expect(count(pipeline, 'AWS::KinesisFirehose::DeliveryStream', stream)).toBe(1);
    expect(count(pipeline, 'AWS::KMS::Key', { EnableKeyRotation: true })).toBe(1);
  });

  test('keeps the lake closed and encrypted, moves objects to Glacier and ends them', () => {
    const lake = {
      BucketEncryption: Match.objectLike({}),
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      ReplicationConfiguration: Match.absent(),
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({
            Prefix: 'records/',
            ExpirationInDays: 365,
            Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }],
          }),
        ]),
      },
    };
    expect(count(pipeline, 'AWS::S3::Bucket', lake)).toBe(1);
  });

  test('defects 4 and 5: the queue knows records by their own ids, in groups, and has dead letters', () => {
    const fifo = {
      FifoQueue: true,
      ContentBasedDeduplication: false,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      KmsMasterKeyId: any,
    };
    expect(count(pipeline, queue, { ...fifo, RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: any } })).toBe(
      1,
    );
    expect(count(pipeline, queue, fifo)).toBe(2);
    expect(count(pipeline, queue, { KmsMasterKeyId: any, KmsDataKeyReusePeriodSeconds: 300 })).toBe(5);
    expect(count(pipeline, queue)).toBe(5);
  });

  test('defect 1: the table sorts by time and record; items end', () => {
    const lake = {
      KeySchema: [
        { AttributeName: 'key', KeyType: 'HASH' },
        { AttributeName: 'timestamp', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'TimeToExist', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    };
    expect(count(pipeline, table, lake)).toBe(1);
  });

  test('defect 3: the storer reports single messages', () => {
    expect(count(pipeline, mapping, { BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] })).toBe(1);
  });

  test('defect 9: the emitter is given new items, five retries, halves of a batch, and a place for dead letters', () => {
    const careful = {
      StartingPosition: 'TRIM_HORIZON',
      MaximumRetryAttempts: 5,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: any } },
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
    };
    expect(count(pipeline, mapping, careful)).toBe(1);
  });

  test('ends at a rule for all detail types, with an archive before it, a queue and dead letters behind it', () => {
    const source = ['datatoevents.insert'];
    const types = ['OrderInserted', 'DeviceReadingInserted', 'InventoryInserted', 'SecurityInsightInserted'];
    const target = { DeadLetterConfig: { Arn: any }, RetryPolicy: { MaximumRetryAttempts: 5 } };
    const rule = { EventPattern: { source, 'detail-type': types }, Targets: [Match.objectLike(target)] };
    expect(count(pipeline, 'AWS::Events::Rule', rule)).toBe(1);
    expect(count(pipeline, 'AWS::Events::Archive', { EventPattern: { source }, RetentionDays: 30 })).toBe(1);
    const batches = {
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    };
    expect(count(pipeline, 'AWS::Lambda::EventSourceMapping', batches)).toBe(1);
  });

  test('answers GET / through a REST API', () => {
    expect(count(pipeline, 'AWS::ApiGateway::RestApi', { MinimumCompressionSize: 1024 })).toBe(1);
    expect(count(pipeline, 'AWS::ApiGateway::Method', { HttpMethod: 'GET', Integration: { Type: 'AWS_PROXY' } })).toBe(
      1,
    );
    expect(count(pipeline, 'AWS::ApiGateway::Method')).toBe(1);
  });

  test('defect 5: functions are told of queues, tables and buses; none of their settings names an account or a region', () => {
    expect(count(pipeline, 'AWS::Lambda::Function', { Environment: { Variables: { QUEUE_URL: { Ref: any } } } })).toBe(
      1,
    );
    const settings = Object.values(resources(pipeline)).map(({ Properties }) => Properties?.['Environment']);
    expect(JSON.stringify(settings)).not.toMatch(/\d{12}|eu-north-1|https:/);
  });

  test('lets no function do everything', () => {
    const policies = Object.values(resources(pipeline)).filter(({ Type }) => Type === 'AWS::IAM::Policy');
    expect(JSON.stringify(policies)).not.toMatch(/"Action":"\*"|"[a-z]+:\*"/);
  });
});

describe('by context', () => {
  test('the lake is copied to another region', () => {
    const { pipeline: replicated, lakeCopy } = templates({ replicateTo: 'eu-west-1' });
    const rule = {
      Status: 'Enabled',
      SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
      Destination: { EncryptionConfiguration: { ReplicaKmsKeyID: any } },
    };
    const ReplicationConfiguration = { Role: any, Rules: [Match.objectLike(rule)] };
    const VersioningConfiguration = { Status: 'Enabled' };
    expect(count(replicated, 'AWS::S3::Bucket', { VersioningConfiguration, ReplicationConfiguration })).toBe(1);
    expect(count(lakeCopy, 'AWS::KMS::Key', { EnableKeyRotation: true })).toBe(1);
    expect(count(lakeCopy, 'AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' } })).toBe(1);
    expect(() => templates({ replicateTo: 'eu-north-1' })).toThrow('another region');
  });

  test('the table is a global table', () => {
    const { pipeline: global } = templates({ tableReplicas: 'eu-west-1' });
    const Replicas = Match.arrayWith([Match.objectLike({ Region: 'eu-west-1' })]);
    expect(count(global, table, { Replicas })).toBe(1);
  });

  test('prod compresses and keeps its data', () => {
    const { pipeline: prod } = templates({ environment: 'prod' });
    const gzip = { ExtendedS3DestinationConfiguration: { CompressionFormat: 'GZIP' } };
    expect(count(prod, 'AWS::KinesisFirehose::DeliveryStream', gzip)).toBe(1);
    expect(prod.findResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain' })).not.toEqual({});
    expect(() => templates({ environment: 'staging' })).toThrow('not "staging"');
  });
});

test('defect 8: every dependency has an exact version', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
