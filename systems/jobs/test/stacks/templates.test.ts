import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { allConsumers } from '../../src/kinds/registry.ts';
import { template } from './synthesise.ts';

const local = template();
const any = Match.anyValue();

/** How many resources of a type have these properties, whatever else they have. */
function count(type: string, properties: object = {}, of: Template = local): number {
  return Object.keys(of.findResources(type, { Properties: properties })).length;
}

function resources(type: string): readonly Readonly<Record<string, never>>[] {
  return Object.values(local.findResources(type)).map(({ Properties }) => Properties);
}

describe('the table', () => {
  test('keeps jobs by id, encrypted with its own key, recoverable, and tells of new images', () => {
    const Replicas = [
      Match.objectLike({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { KMSMasterKeyId: any },
      }),
    ];
    const table = {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas,
    };
    expect(count('AWS::DynamoDB::GlobalTable', table)).toBe(1);
  });

  test('three keys are rotated, named, and can be taken back for a week', () => {
    expect(count('AWS::KMS::Key', { EnableKeyRotation: true, PendingWindowInDays: 7 })).toBe(3);
    for (const name of ['JobsTableKey', 'ErrorHandlingTopicKey', 'JobsAPIAccessLogsKey']) {
      expect(count('AWS::KMS::Alias', { AliasName: `alias/jobs-local/${name}` })).toBe(1);
    }
  });
});

describe('the API', () => {
  test('is regional and calls DynamoDB itself, for callers that IAM knows', () => {
    expect(count('AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ['REGIONAL'] } })).toBe(1);
    const method = {
      AuthorizationType: 'AWS_IAM',
      Integration: { Type: 'AWS', IntegrationHttpMethod: 'POST', PassthroughBehavior: 'NEVER', Credentials: any },
    };
    expect(count('AWS::ApiGateway::Method', method)).toBe(3);
    expect(count('AWS::ApiGateway::Method')).toBe(3);
  });

  test('defect 2: every method tells mistakes and breakdowns from success', () => {
    const IntegrationResponses = [
      Match.objectLike({ StatusCode: Match.stringLikeRegexp('20[02]') }),
      Match.objectLike({ SelectionPattern: '4\\d{2}', StatusCode: '400' }),
      Match.objectLike({ SelectionPattern: '5\\d{2}', StatusCode: '500' }),
    ];
    expect(count('AWS::ApiGateway::Method', { Integration: { IntegrationResponses } })).toBe(3);
  });

  test('defects 2 and 3: seconds are required and bounded, and nothing else is taken', () => {
    const sleep = Match.objectLike({
      properties: {
        type: { type: 'string', enum: ['sleep'] },
        seconds: { type: 'integer', minimum: 1, maximum: 43_200 },
      },
      required: ['seconds'],
      additionalProperties: false,
    });
    expect(count('AWS::ApiGateway::Model', { Schema: { oneOf: Match.arrayWith([sleep]) } })).toBe(1);
    expect(count('AWS::ApiGateway::RequestValidator', { ValidateRequestBody: true })).toBe(1);
  });

  test('keeps an encrypted access log for 30 days, and is traced', () => {
    const log = { LogGroupName: '/aws/apigateway/jobs-local/JobsAPIAccessLogs', RetentionInDays: 30, KmsKeyId: any };
    expect(count('AWS::Logs::LogGroup', log)).toBe(1);
    expect(count('AWS::ApiGateway::Stage', { TracingEnabled: true, AccessLogSetting: any })).toBe(1);
  });

  test('may be called with one role, which may do nothing else', () => {
    const Statement = [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: [any, any, any] }];
    expect(count('AWS::IAM::Policy', { PolicyDocument: { Statement } })).toBe(1);
    const trust = { Statement: [Match.objectLike({ Principal: { AWS: any } })] };
    expect(count('AWS::IAM::Role', { AssumeRolePolicyDocument: trust })).toBe(1);
  });
});

describe('the fan-out', () => {
  test('reads the stream once, for new jobs and cancellations, and tells a topic when it gives up', () => {
    const mapping = {
      StartingPosition: 'TRIM_HORIZON',
      MaximumRetryAttempts: 3,
      MaximumRecordAgeInSeconds: 21_600,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: any } },
      FilterCriteria: {
        Filters: [
          { Pattern: '{"eventName":["INSERT"]}' },
          { Pattern: Match.stringLikeRegexp('"MODIFY".*cancel_requested_at.*new.*running') },
        ],
      },
    };
    expect(count('AWS::Lambda::EventSourceMapping', mapping)).toBe(1);
  });

  test('has a queue, a filter and dead letters for each of more than two consumers', () => {
    expect(allConsumers.length).toBeGreaterThan(2);
    const filter = { Protocol: 'sqs', RawMessageDelivery: true, FilterPolicy: { job_type: any } };
    expect(count('AWS::SNS::Subscription', filter)).toBe(allConsumers.length);
    const redrive = { RedrivePolicy: { maxReceiveCount: 3, deadLetterTargetArn: any }, KmsMasterKeyId: any };
    expect(count('AWS::SQS::Queue', redrive)).toBe(allConsumers.length);
    const reports = { BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] };
    expect(count('AWS::Lambda::EventSourceMapping', reports)).toBe(allConsumers.length);
  });
});

describe('the failure chain', () => {
  const chains = allConsumers.length + 1;

  test('has an encrypted topic for each consumer and the dispatcher, and a handler that is tried once', () => {
    expect(count('AWS::SNS::Topic', { KmsMasterKeyId: any })).toBe(chains + 1);
    const once = {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: any } },
    };
    expect(count('AWS::Lambda::EventInvokeConfig', once)).toBe(chains);
    expect(count('AWS::Lambda::Function', { Timeout: 5, ReservedConcurrentExecutions: 20 })).toBe(chains);
  });

  test('defect 1: the bus is archived for ever, and what is replayed goes back to who failed', () => {
    expect(count('AWS::Events::EventBus', { Name: 'jobs-local-FailedJobsEventBus' })).toBe(1);
    expect(count('AWS::Events::Archive', { RetentionDays: 0, EventPattern: Match.absent() })).toBe(1);
    const rule = {
      EventPattern: {
        'replay-name': [{ exists: true }],
        'detail-type': ['Lambda Function Invocation Result - Failure'],
        detail: { requestContext: { functionArn: [{ prefix: any }] } },
      },
      Targets: [Match.objectLike({ InputPath: '$.detail.requestPayload' })],
    };
    expect(count('AWS::Events::Rule', rule)).toBe(chains);
  });
});

test('no function and no role may do everything', () => {
  expect(JSON.stringify(resources('AWS::IAM::Policy'))).not.toMatch(/"Action":"\*"|"[a-z]+:\*"/);
});

test('functions are told of tables, topics and queues; none of their settings names an account or a region', () => {
  const settings = resources('AWS::Lambda::Function').map((properties) => properties['Environment']);
  expect(JSON.stringify(settings)).not.toMatch(/\d{12}|us-east-1|https:/);
});

test('prod keeps its data, and a context that is wrong is refused', () => {
  const prod = template({ environment: 'prod' });
  expect(prod.findResources('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' })).not.toEqual({});
  expect(() => template({ environment: 'staging' })).toThrow('not "staging"');
  expect(() => template({ timeoutSeconds: 'long' })).toThrow('whole number');
});

test('defect 7: every dependency has an exact version, and functions are bundled without Docker', () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(count('AWS::Lambda::LayerVersion')).toBe(0);
});
