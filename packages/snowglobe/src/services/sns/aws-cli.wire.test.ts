import { execFile, execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SnsGlobe, startSns } from './sns-test-globe.ts';

const run = promisify(execFile);

function isInstalled(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!isInstalled())('the AWS CLI', () => {
  let globe: SnsGlobe;
  beforeAll(async () => {
    globe = await startSns();
  });
  afterAll(() => globe.stop());

  async function cli(...words: string[]): Promise<Record<string, unknown>> {
    const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    const env = { PATH: process.env.PATH, HOME: tmpdir(), AWS_DEFAULT_REGION: 'us-east-1', ...credentials };
    const { stdout } = await run('aws', ['--endpoint-url', globe.endpoint, '--output', 'json', 'sns', ...words], {
      env,
    });
    return stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>);
  }

  test('creates, subscribes and publishes', async () => {
    const queue = await globe.queue('cli');
    const { TopicArn } = await cli('create-topic', '--name', 'cli', '--tags', 'Key=a,Value=b');
    const topic = ['--topic-arn', String(TopicArn)];
    const attributes = ['--attributes', JSON.stringify({ FilterPolicy: '{"n": [{"numeric": ["<", 5]}]}' })];
    const endpoint = ['--protocol', 'sqs', '--notification-endpoint', queue.arn];
    const { SubscriptionArn } = await cli('subscribe', ...topic, ...endpoint, ...attributes);
    expect(SubscriptionArn).toContain('arn:aws:sns:us-east-1:000000000000:cli:');
    const number = JSON.stringify({ n: { DataType: 'Number', StringValue: '3' } });
    const published = await cli('publish', ...topic, '--message', 'Grüße', '--message-attributes', number);
    expect(published).toEqual({ MessageId: expect.any(String) });
    expect(await globe.notified(queue)).toEqual(['Grüße']);
    const listed = await cli('list-subscriptions-by-topic', ...topic);
    expect(listed.Subscriptions).toEqual([expect.objectContaining({ Endpoint: queue.arn, Owner: '000000000000' })]);
    await expect(cli('subscribe', ...topic, '--protocol', 'pigeon')).rejects.toThrow(
      'An error occurred (InvalidParameter) when calling the Subscribe operation: Invalid parameter: Amazon SNS does not support this protocol string: pigeon',
    );
    await cli('delete-topic', ...topic);
    await expect(cli('get-topic-attributes', ...topic)).rejects.toThrow('(NotFound)');
  }, 60_000);
});
