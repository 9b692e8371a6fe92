import { strict as assert } from 'node:assert';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Snowglobe, startSnowglobe } from '../../packages/snowglobe/src/testing/start-snowglobe.ts';
import { type AwsCommand, awsCommand } from './aws-command.ts';
import { clonePath, step } from './steps.ts';

const template = 'labs/lab2-construct-cloudformation-template-from-lab1-findings/template.yaml';
const bucket = 'lab2-event-store';
const stack = ['--stack-name', 'lab2'];

const folder = await mkdtemp(join(tmpdir(), 'lab-2-'));
const globe = await startSnowglobe({ clock: 'held' });
try {
  const aws = awsCommand(globe.endpoint, 'eu-central-1');
  await step('the template is deployed as it is', () => deploy(aws));
  const url = await step('the stack has its outputs', () => apiUrl(aws));
  await step('a curl is answered', () => send(url));
  await globe.settle();
  await globe.advance('60s');
  await step('Firehose wrote one object, in GZIP, with what the function made of the request', () => checkObject(aws));
  await step('the object became a log line of the last function', () => checkLog(aws, globe));
  await step('the stack goes, but for its bucket', () => remove(aws));
} finally {
  await globe.stop();
  await rm(folder, { recursive: true, force: true });
}

async function deploy(aws: AwsCommand): Promise<void> {
  const parameters = join(folder, 'parameters.json');
  await writeFile(parameters, JSON.stringify({ Parameters: { S3EventBucketParam: bucket } }));
  const source = ['--template-file', join(clonePath(), template), '--parameter-overrides', `file://${parameters}`];
  await aws('cloudformation', 'deploy', ...stack, ...source, '--capabilities', 'CAPABILITY_NAMED_IAM');
}

async function apiUrl(aws: AwsCommand): Promise<string> {
  const { Stacks } = JSON.parse(await aws('cloudformation', 'describe-stacks', ...stack, '--output', 'json'));
  const outputs: { OutputKey: string; OutputValue: string }[] = Stacks[0].Outputs;
  const url = outputs.find(({ OutputKey }) => OutputKey === 'PublicEventApiGatewayApiEndpoint')?.OutputValue;
  assert(url);
  assert(outputs.some(({ OutputValue }) => OutputValue.startsWith(bucket)));
  return url;
}

async function send(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/sandbox/test01`, { method: 'POST', headers, body: '{"Message":"Test123"}' });
  assert.equal(response.status, 201);
  assert.equal(response.headers.get('x-custom-header'), 'my custom header value');
  assert.deepEqual(await response.json(), { message: 'ok' });
}

async function checkObject(aws: AwsCommand): Promise<void> {
  const lines = (await aws('s3', 'ls', '--recursive', `s3://${bucket}/`)).split('\n');
  assert.equal(lines.length, 1);
  const key = lines[0]?.split(/\s+/).at(-1) ?? '';
  assert.match(key, /^\d{4}\/\d\d\/\d\d\/\d\d\/EventKinesisDeliveryStream-1-[-\w]+\.gz$/);
  const file = join(folder, 'event');
  await aws('s3', 'cp', `s3://${bucket}/${key}`, file);
  const event = JSON.parse(gunzipSync(await readFile(file)).toString('utf8'));
  assert.deepEqual([event.numberOfFields, event.fieldNames], [1, 'Message']);
}

async function checkLog(aws: AwsCommand, globe: Snowglobe): Promise<void> {
  await globe.settle();
  const group = ['--log-group-name', '/aws/lambda/EventMockProcessingLambdaFunction', '--output', 'json'];
  const { events } = JSON.parse(await aws('logs', 'filter-log-events', ...group));
  const messages: string[] = events.map(({ message }: { message: string }) => message);
  assert(messages.some((message) => message.includes('event={') && message.includes('ObjectCreated:Put')));
}

async function remove(aws: AwsCommand): Promise<void> {
  await aws('cloudformation', 'delete-stack', ...stack);
  await globe.settle();
  await assert.rejects(aws('cloudformation', 'describe-stacks', ...stack), /Stack with id lab2 does not exist/);
  await aws('s3', 'rm', `s3://${bucket}/`, '--recursive');
  await aws('s3api', 'delete-bucket', '--bucket', bucket);
}
