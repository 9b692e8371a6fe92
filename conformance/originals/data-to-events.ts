import { strict as assert } from 'node:assert';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Snowglobe, startSnowglobe } from '../../packages/snowglobe/src/testing/start-snowglobe.ts';
import { type AwsCommand, awsCommand } from './aws-command.ts';
import { createInfrastructure, lakeBucket, streamName } from './data-to-events-infrastructure.ts';
import { clonePath, step } from './steps.ts';

/** The region, account and names are written into the original's code. */
const region = 'eu-north-1';
const account = '123412341234';
const table = 'data-events-datalake';

const globe = await startSnowglobe({ clock: 'held' });
try {
  const aws = awsCommand(globe.endpoint, region, account);
  await step('the stack of the ingest service is deployed as Serverless packaged it', () => deploy(aws, 'ingest'));
  await step('its infrastructure is made', () => createInfrastructure(aws, { region, account }));
  await step('the stack of the consumer is deployed as Serverless packaged it', () => deploy(aws, 'consumer'));
  await globe.settle();
  await step('five records are put', () => put(aws, 5));
  await step('a minute later they are one object in the lake', () => checkLake(aws, globe, 5));
  await step('each is an item in the table', () => checkTable(aws, 5));
  await step('each was an event that the responder took', () => checkResponder(aws, 5));
  await step('GET / is answered', () => checkApi(aws, globe));
} finally {
  await globe.stop();
}

/** What `sls deploy` does: a stack with the bucket, the packages into it, the stack updated. */
async function deploy(aws: AwsCommand, service: 'ingest' | 'consumer'): Promise<void> {
  const folder = join(clonePath(), service, '.serverless');
  const stack = ['--stack-name', `data-events-${service}-demo`];
  const template = (phase: string) => `file://${join(folder, `cloudformation-template-${phase}-stack.json`)}`;
  const more = ['--capabilities', 'CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'];
  await aws('cloudformation', 'create-stack', ...stack, ...more, '--template-body', template('create'));
  await aws('cloudformation', 'wait', 'stack-create-complete', ...stack);
  const { Stacks } = JSON.parse(await aws('cloudformation', 'describe-stacks', ...stack, '--output', 'json'));
  const bucket = Stacks[0].Outputs[0].OutputValue;
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.zip')) continue;
    const key = await packageKey(join(folder, 'cloudformation-template-update-stack.json'), name);
    await aws('s3api', 'put-object', '--bucket', bucket, '--key', key, '--body', join(folder, name));
  }
  await aws('cloudformation', 'update-stack', ...stack, ...more, '--template-body', template('update'));
  await aws('cloudformation', 'wait', 'stack-update-complete', ...stack);
}

/** Where the template looks for a package. */
async function packageKey(templateFile: string, name: string): Promise<string> {
  const { default: template } = await import(templateFile, { with: { type: 'json' } });
  const resources: { Properties?: { Code?: { S3Key?: string } } }[] = Object.values(template.Resources);
  const key = resources.map(({ Properties }) => Properties?.Code?.S3Key).find((found) => found?.endsWith(`/${name}`));
  assert(key, `no function's code is ${name}`);
  return key;
}

async function put(aws: AwsCommand, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const Data = Buffer.from(JSON.stringify({ motorid: index, temperature: 20 + index })).toString('base64');
    const record = ['--record', JSON.stringify({ Data })];
    await aws('firehose', 'put-record', '--delivery-stream-name', streamName, ...record);
  }
}

async function checkLake(aws: AwsCommand, globe: Snowglobe, count: number): Promise<void> {
  await globe.advance('60s');
  const listing = await aws('s3', 'ls', '--recursive', `s3://${lakeBucket}/`);
  assert.match(listing, /^\S+ +\S+ +\d+ \d{4}\/\d\d\/\d\d\/\d\d\/data-events-stream-1-[-\d]+-[-0-9a-f]{36}$/);
  const body = await aws('s3', 'cp', `s3://${lakeBucket}/${listing.split(/\s+/).at(-1)}`, '-');
  // The original writes no delimiters.
  assert.equal(body.split('}{').length, count);
}

async function checkTable(aws: AwsCommand, count: number): Promise<void> {
  const { Items } = JSON.parse(await aws('dynamodb', 'scan', '--table-name', table, '--output', 'json'));
  // Records of one millisecond overwrite one another: the original's own fault, and time stands still here.
  assert(Items.length >= 1 && Items.length <= count);
  assert.equal(typeof unwrapped(Items[0].value.S).motorid, 'number');
}

/** The original wraps a record in JSON text several times, and in base64. */
function unwrapped(value: unknown): { readonly motorid?: unknown } {
  if (typeof value !== 'string') return value as { readonly motorid?: unknown };
  return unwrapped(JSON.parse(/^["{]/.test(value) ? value : Buffer.from(value, 'base64').toString('utf8')));
}

async function checkResponder(aws: AwsCommand, count: number): Promise<void> {
  const group = ['--log-group-name', '/aws/lambda/data-events-consumer-demo-EventResponder', '--output', 'json'];
  const { events } = JSON.parse(await aws('logs', 'filter-log-events', ...group));
  const starts = events.filter(({ message }: { message: string }) => message.startsWith('START '));
  assert.equal(starts.length, count);
}

async function checkApi(aws: AwsCommand, { endpoint }: Snowglobe): Promise<void> {
  const api = await aws('apigateway', 'get-rest-apis', '--query', 'items[0].id', '--output', 'text');
  const response = await fetch(`${endpoint}/_aws/execute-api/${api}/demo`);
  assert.deepEqual([response.status, await response.json()], [200, 'Hey!']);
}
