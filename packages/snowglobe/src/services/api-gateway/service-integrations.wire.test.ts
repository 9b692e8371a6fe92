import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateStreamCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signedFetch } from './testing/signed-fetch.ts';
import { type MethodParts, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let role: string;
beforeAll(async () => {
  globe = await startRestApi();
  const allowed = ['dynamodb:*', 'sqs:*', 'sns:*', 'kinesis:*', 'events:*', 's3:*'];
  role = await globe.createRole('backend', 'apigateway.amazonaws.com', ...allowed);
});
afterAll(() => globe.stop());

const arn = (rest: string) => `arn:aws:apigateway:us-east-1:${rest}`;
const json = (template: string) => ({ 'application/json': template });
const form = { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" };

async function apiWith(path: string, httpMethod: string, parts: MethodParts) {
  const api = await globe.createApi();
  const segments = path.split('/').filter((segment) => segment !== '');
  let resourceId = api.rootResourceId;
  for (const segment of segments) resourceId = await api.resource(segment, resourceId);
  await api.integrate(resourceId, httpMethod, parts);
  await api.deploy();
  return api;
}

const post = (body: string, type = 'application/json') => ({ method: 'POST', body, headers: { 'content-type': type } });

it('writes and reads DynamoDB with templates in the name of a role', async () => {
  const tables = globe.client(DynamoDBClient);
  await tables.send(
    new CreateTableCommand({
      TableName: 'jobs',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const api = await globe.createApi();
  const jobs = await api.resource('jobs');
  const refused = { selectionPattern: '4\\d{2}', responseTemplates: json(`{"error":$input.json('$.message')}`) };
  const put = `{"TableName":"jobs","Item":{"id":{"S":"$context.requestId"},"seconds":{"N":"$input.path('$.seconds')"}}}`;
  await api.integrate(jobs, 'POST', {
    integration: {
      type: 'AWS',
      uri: arn('dynamodb:action/PutItem'),
      credentials: role,
      passthroughBehavior: 'WHEN_NO_TEMPLATES',
      requestTemplates: json(put),
    },
    responses: { 200: { responseTemplates: json('{"id":"$context.requestId"}') }, 400: refused },
  });
  await api.integrate(await api.resource('{jobId}', jobs), 'GET', {
    integration: {
      type: 'AWS',
      uri: arn('dynamodb:action/GetItem'),
      credentials: role,
      requestTemplates: json(`{"TableName":"jobs","Key":{"id":{"S":"$input.params('jobId')"}}}`),
    },
    responses: {
      200: { responseTemplates: json(`#set($job = $input.path('$.Item')){"seconds":"$job.seconds.N"}`) },
    },
  });
  await api.deploy();
  const made = await api.fetch('/jobs', post('{"seconds":5}'));
  const { id } = (await made.json()) as { readonly id: string };
  expect([made.status, made.headers.get('x-amzn-requestid')]).toEqual([200, id]);
  const { Item } = await tables.send(new GetItemCommand({ TableName: 'jobs', Key: { id: { S: id } } }));
  expect(Item).toEqual({ id: { S: id }, seconds: { N: '5' } });
  expect(await (await api.fetch(`/jobs/${id}`)).json()).toEqual({ seconds: '5' });
  expect(await (await api.fetch('/jobs/none')).json()).toEqual({ seconds: '' });
  const wrong = await api.fetch('/jobs', post('{}'));
  expect([wrong.status, await wrong.json()]).toEqual([
    400,
    { error: 'The parameter cannot be converted to a numeric value' },
  ]);
  const typed = await api.fetch('/jobs', post('x', 'text/plain'));
  expect([typed.status, await typed.json()]).toEqual([415, { message: 'Unsupported Media Type' }]);
});

it('refuses in the words of the service what the role may not do, and a role that it may not assume', async () => {
  const other = await globe.createRole('powerless', 'apigateway.amazonaws.com');
  const strange = await globe.createRole('of-another', 'lambda.amazonaws.com', 'dynamodb:*');
  const list = (credentials: string): MethodParts => ({
    integration: { type: 'AWS', uri: arn('dynamodb:action/ListTables'), credentials, requestTemplates: json('{}') },
    responses: { 200: {}, 403: { selectionPattern: '4..' } },
  });
  const denied = await (await apiWith('/', 'POST', list(other))).fetch('/', post('{}'));
  expect(denied.status).toBe(403);
  expect(await denied.json()).toMatchObject({
    __type: 'com.amazon.coral.service#AccessDeniedException',
    message: expect.stringContaining('assumed-role/powerless/BackplaneAssumeRoleSession is not authorized') as string,
  });
  const unassumable = await (await apiWith('/', 'POST', list(strange))).fetch('/', post('{}'));
  expect([unassumable.status, await unassumable.json()]).toEqual([500, { message: 'Internal server error' }]);
});

it("asks in the caller's own name where the integration says so", async () => {
  const iam = globe.client(IAMClient);
  await iam.send(new CreateUserCommand({ UserName: 'caller' }));
  const Statement = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutUserPolicyCommand({ UserName: 'caller', PolicyName: 'p', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'caller' }));
  const api = await apiWith('/', 'POST', {
    method: { authorizationType: 'AWS_IAM' },
    integration: {
      type: 'AWS',
      uri: arn('dynamodb:action/ListTables'),
      credentials: 'arn:aws:iam::*:user/*',
      requestTemplates: json('{}'),
    },
    responses: { 200: {}, 400: { selectionPattern: '4..' } },
  });
  const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
  const url = `${globe.endpoint}/_aws/execute-api/${api.apiId}/dev/`;
  const asked = await signedFetch(url, { credentials, signedAt: globe.globe.clock.now() });
  expect([asked.status, await asked.text()]).toEqual([
    400,
    expect.stringContaining('user/caller is not authorized to perform: dynamodb:ListTables'),
  ]);
});

it('sends to SQS: by its path with a form, and by its JSON protocol', async () => {
  const queues = globe.client(SQSClient);
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'q' }));
  const body = `Action=SendMessage&MessageBody=$util.urlEncode($input.body)`;
  const api = await apiWith('/', 'POST', {
    integration: {
      type: 'AWS',
      uri: arn('sqs:path/000000000000/q'),
      credentials: role,
      requestParameters: form,
      requestTemplates: json(body),
    },
    responses: {
      200: { responseTemplates: json(`{"id":$input.json('$.SendMessageResponse.SendMessageResult.MessageId')}`) },
    },
  });
  const sent = (await (await api.fetch('/', post('{"a":"é & ü"}'))).json()) as { readonly id: string };
  const byJson = await apiWith('/', 'POST', {
    integration: {
      type: 'AWS',
      uri: arn('sqs:path/'),
      credentials: role,
      requestParameters: {
        'integration.request.header.Content-Type': "'application/x-amz-json-1.0'",
        'integration.request.header.X-Amz-Target': "'AmazonSQS.SendMessage'",
      },
      requestTemplates: json(`{"QueueUrl":"${QueueUrl}","MessageBody":"second"}`),
    },
    responses: { 200: {} },
  });
  expect(await (await byJson.fetch('/', post('{}'))).json()).toMatchObject({ MD5OfMessageBody: expect.any(String) });
  const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(Messages?.map(({ Body }) => Body)).toEqual(['{"a":"é & ü"}', 'second']);
  expect(Messages?.[0]?.MessageId).toBe(sent.id);
});

it('publishes to SNS with parameters of the query, and gives its errors as JSON', async () => {
  const { TopicArn = '' } = await globe.client(SNSClient).send(new CreateTopicCommand({ Name: 't' }));
  const publish = (topic: string): MethodParts => ({
    method: { requestParameters: { 'method.request.querystring.text': true } },
    integration: {
      type: 'AWS',
      uri: arn('sns:action/Publish'),
      credentials: role,
      requestParameters: {
        'integration.request.querystring.Message': 'method.request.querystring.text',
        'integration.request.querystring.TopicArn': `'${topic}'`,
      },
    },
    responses: { 200: {}, 404: { selectionPattern: '404' } },
  });
  const sent = await (await apiWith('/', 'POST', publish(TopicArn))).fetch('/?text=hello', { method: 'POST' });
  expect(await sent.json()).toMatchObject({ PublishResponse: { PublishResult: { MessageId: expect.any(String) } } });
  const missing = await apiWith('/', 'POST', publish(`${TopicArn}-none`));
  const refused = await missing.fetch('/?text=hello', { method: 'POST' });
  expect([refused.status, await refused.json()]).toMatchObject([404, { Error: { Code: 'NotFound' } }]);
});

it('puts records and events', async () => {
  await globe.client(KinesisClient).send(new CreateStreamCommand({ StreamName: 's', ShardCount: 1 }));
  await globe.client(EventBridgeClient).send(new CreateEventBusCommand({ Name: 'b' }));
  await globe.settle();
  const put = (uri: string, template: string): MethodParts => ({
    integration: { type: 'AWS', uri: arn(uri), credentials: role, requestTemplates: json(template) },
    responses: { 200: {} },
  });
  const record = `{"StreamName":"s","PartitionKey":"p","Data":"$util.base64Encode($input.json('$'))"}`;
  const stream = await apiWith('/', 'POST', put('kinesis:action/PutRecord', record));
  expect(await (await stream.fetch('/', post('{"a":1}'))).json()).toMatchObject({ ShardId: 'shardId-000000000000' });
  const entry = `{"Entries":[{"EventBusName":"b","Source":"api","DetailType":"t","Detail":"$util.escapeJavaScript($input.json('$'))"}]}`;
  const bus = await apiWith('/', 'POST', put('events:action/PutEvents', entry));
  expect(await (await bus.fetch('/', post('{"a":1}'))).json()).toMatchObject({ FailedEntryCount: 0 });
});

it('stores and gives objects of S3, binary ones too', async () => {
  const objects = globe.client(S3Client, { forcePathStyle: true });
  await objects.send(new CreateBucketCommand({ Bucket: 'pictures' }));
  const api = await globe.createApi({ binaryMediaTypes: ['image/png'] });
  const resource = await api.resource('{key+}');
  const object = {
    type: 'AWS',
    uri: arn('s3:path/pictures/{key}'),
    credentials: role,
    requestParameters: { 'integration.request.path.key': 'method.request.path.key' },
  } as const;
  const method = { requestParameters: { 'method.request.path.key': true } };
  const type = 'method.response.header.Content-Type';
  await api.integrate(resource, 'PUT', {
    method,
    integration: { ...object, integrationHttpMethod: 'PUT' },
    responses: { 200: {} },
  });
  await api.integrate(resource, 'GET', {
    method,
    integration: { ...object, integrationHttpMethod: 'GET' },
    responses: {
      200: { responseParameters: { [type]: 'integration.response.header.Content-Type' } },
      404: { selectionPattern: '404' },
    },
  });
  await api.deploy();
  const body = Uint8Array.of(1, 255, 128);
  const headers = { 'content-type': 'image/png', accept: 'image/png' };
  expect((await api.fetch('/a/b%20c.png', { method: 'PUT', body, headers })).status).toBe(200);
  const { Body } = await objects.send(new GetObjectCommand({ Bucket: 'pictures', Key: 'a/b c.png' }));
  expect(await Body?.transformToByteArray()).toEqual(body);
  const got = await api.fetch('/a/b%20c.png', { headers });
  expect([got.headers.get('content-type'), new Uint8Array(await got.arrayBuffer())]).toEqual(['image/png', body]);
  expect((await api.fetch('/none', { headers })).status).toBe(404);
});
