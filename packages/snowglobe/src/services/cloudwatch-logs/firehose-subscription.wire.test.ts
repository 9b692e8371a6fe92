import { gunzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FirehoseGlobe, startFirehose } from '../firehose/firehose-test-globe.ts';

let globe: FirehoseGlobe;
let logs: CloudWatchLogsClient;

beforeEach(async () => {
  globe = await startFirehose();
  logs = globe.client(CloudWatchLogsClient);
  await globe.create('archive');
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/app' }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: '/app', logStreamName: 'one' }));
});

afterEach(() => globe.stop());

const filter = {
  logGroupName: '/app',
  filterName: 'errors',
  filterPattern: 'ERROR',
  destinationArn: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/archive',
};

/** A role for CloudWatch Logs that may put records, or nothing. */
async function subscribe(Effect: 'Allow' | 'Deny'): Promise<void> {
  const iam = globe.client(IAMClient);
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const Principal = { Service: 'logs.amazonaws.com' };
  const AssumeRolePolicyDocument = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  await iam.send(new CreateRoleCommand({ RoleName: 'logs', AssumeRolePolicyDocument }));
  const PolicyDocument = policy({ Effect, Action: 'firehose:PutRecord', Resource: filter.destinationArn });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'logs', PolicyName: 'p', PolicyDocument }));
  const roleArn = 'arn:aws:iam::000000000000:role/logs';
  await logs.send(new PutSubscriptionFilterCommand({ ...filter, roleArn }));
}

async function write(...messages: readonly string[]): Promise<void> {
  const timestamp = globe.globe.clock.now();
  const logEvents = messages.map((message) => ({ timestamp, message }));
  await logs.send(new PutLogEventsCommand({ logGroupName: '/app', logStreamName: 'one', logEvents }));
  await globe.settle();
  await globe.pass(300);
}

test("a delivery stream gets matching events, compressed, in the name of the filter's role", async () => {
  await subscribe('Allow');
  await write('INFO a', 'ERROR b');
  const [key] = await globe.keys();
  expect(JSON.parse(gunzipSync(await globe.body(key)).toString())).toMatchObject({
    messageType: 'DATA_MESSAGE',
    logGroup: '/app',
    logStream: 'one',
    subscriptionFilters: ['errors'],
    logEvents: [{ message: 'ERROR b' }],
  });
});

test('a delivery stream gets nothing when the role may not write', async () => {
  await subscribe('Deny');
  await expect(write('ERROR b')).rejects.toThrow('is not authorized to perform: firehose:PutRecord');
  await globe.pass(300);
  expect(await globe.keys()).toEqual([]);
});

test('a filter to a delivery stream needs a role', async () => {
  await expect(logs.send(new PutSubscriptionFilterCommand(filter))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'destinationArn for vendor firehose cannot be used without roleArn',
  });
});
