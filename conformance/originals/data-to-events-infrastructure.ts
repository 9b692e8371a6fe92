import type { AwsCommand } from './aws-command.ts';

export const streamName = 'data-events-stream';
export const lakeBucket = 'data-events-test-123456789';
const queueName = 'data-events-queue.fifo';
const tableName = 'data-events-datalake';

interface Place {
  readonly region: string;
  readonly account: string;
}

/** What the original's Terraform files make. */
export async function createInfrastructure(aws: AwsCommand, place: Place): Promise<void> {
  await aws('events', 'create-event-bus', '--name', 'DataIngestBus');
  await createQueue(aws, place);
  await createTable(aws, place);
  await createStream(aws, place);
}

const functionArn = ({ region, account }: Place, name: string) =>
  `arn:aws:lambda:${region}:${account}:function:data-events-ingest-demo-${name}`;

async function createQueue(aws: AwsCommand, place: Place): Promise<void> {
  const attributes = {
    FifoQueue: 'true',
    ContentBasedDeduplication: 'true',
    DeduplicationScope: 'messageGroup',
    FifoThroughputLimit: 'perMessageGroupId',
    KmsMasterKeyId: 'alias/aws/sqs',
    KmsDataKeyReusePeriodSeconds: '300',
  };
  await aws('sqs', 'create-queue', '--queue-name', queueName, '--attributes', JSON.stringify(attributes));
  const source = `arn:aws:sqs:${place.region}:${place.account}:${queueName}`;
  await map(aws, source, functionArn(place, 'EventStorer'));
}

async function createTable(aws: AwsCommand, place: Place): Promise<void> {
  const key = ['--attribute-definitions', 'AttributeName=key,AttributeType=S'];
  const schema = ['--key-schema', 'AttributeName=key,KeyType=HASH', '--billing-mode', 'PAY_PER_REQUEST'];
  const stream = ['--stream-specification', 'StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES'];
  const name = ['--table-name', tableName];
  const answer = await aws('dynamodb', 'create-table', ...name, ...key, ...schema, ...stream, '--output', 'json');
  const expiry = 'Enabled=true,AttributeName=TimeToExist';
  await aws('dynamodb', 'update-time-to-live', '--table-name', tableName, '--time-to-live-specification', expiry);
  const source = JSON.parse(answer).TableDescription.LatestStreamArn;
  await map(aws, source, functionArn(place, 'IntegrationEventEmitter'), '--starting-position', 'LATEST');
}

async function map(aws: AwsCommand, source: string, name: string, ...more: readonly string[]): Promise<void> {
  const mapping = ['--event-source-arn', source, '--function-name', name, ...more];
  await aws('lambda', 'create-event-source-mapping', ...mapping);
}

async function createStream(aws: AwsCommand, place: Place): Promise<void> {
  await aws('s3', 'mb', `s3://${lakeBucket}`);
  const role = await createRole(aws, place);
  const configuration = {
    RoleARN: role,
    BucketARN: `arn:aws:s3:::${lakeBucket}`,
    BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
    ProcessingConfiguration: {
      Enabled: true,
      Processors: [
        {
          Type: 'Lambda',
          Parameters: [{ ParameterName: 'LambdaArn', ParameterValue: functionArn(place, 'Transformer') }],
        },
      ],
    },
  };
  const destination = ['--extended-s3-destination-configuration', JSON.stringify(configuration)];
  await aws('firehose', 'create-delivery-stream', '--delivery-stream-name', streamName, ...destination);
}

async function createRole(aws: AwsCommand, place: Place): Promise<string> {
  const name = ['--role-name', 'DataIngestFirehoseRole'];
  const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
  const Principal = { Service: 'firehose.amazonaws.com' };
  const trust = document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  const role = ['--assume-role-policy-document', trust, '--query', 'Role.Arn', '--output', 'text'];
  const arn = await aws('iam', 'create-role', ...name, ...role);
  const write = ['AbortMultipartUpload', 'GetBucketLocation', 'GetObject', 'ListBucket', 'PutObject'];
  const bucket = `arn:aws:s3:::${lakeBucket}`;
  const policy = document(
    { Effect: 'Allow', Action: write.map((action) => `s3:${action}`), Resource: [bucket, `${bucket}/*`] },
    {
      Effect: 'Allow',
      Action: ['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration'],
      Resource: functionArn(place, 'Transformer'),
    },
  );
  await aws(
    'iam',
    'put-role-policy',
    ...name,
    '--policy-name',
    'DataIngestFirehosePolicy',
    '--policy-document',
    policy,
  );
  return arn;
}
