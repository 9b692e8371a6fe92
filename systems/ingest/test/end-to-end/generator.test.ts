import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CapturedFile, capture, capturedFunctions } from '../../src/capture/capture.ts';
import { logEvents, loggedEvents } from '../../src/capture/function-events.ts';
import { recognise } from '../../src/domain/kinds.ts';
import { firehoseSender } from '../../src/generator/senders.ts';
import { capturedEvents, responderEvents } from '../captured.ts';
import { mixedPayloads } from '../payloads.ts';
import { type IngestGlobe, startIngest } from './ingest-globe.ts';

const app = fileURLToPath(new URL('../..', import.meta.url));
let ingest: IngestGlobe;

beforeAll(async () => {
  ingest = await startIngest();
}, 120_000);

afterAll(async () => await ingest.stop());

async function generate(...args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: ingest.globe.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'bin/generate.ts', '--seed', '7', ...args],
    { cwd: app, env },
  );
  return stdout;
}

test('the generator sends to the stream and to the queue, and nothing is garbled on either way', async () => {
  const toStream = await generate('--stream', ingest.output('StreamName'), '--count', '30', '--burst', '20');
  expect(toStream).toMatch(/^Sent 30 payloads \(\d+ bytes\) in .*\(seed 7\)\n$/);
  await ingest.globe.advance('61 seconds');
  await ingest.globe.settle();
  const throughStream = await ingest.items();
  expect(throughStream).toHaveLength(30);

  await generate('--queue-url', ingest.output('QueueUrl'), '--count', '30');
  await ingest.globe.settle();
  const all = await ingest.items();
  expect(all).toHaveLength(60);
  const texts = (items: typeof all) =>
    items.map(({ kind, value }) => JSON.stringify([kind, recognise(value)?.subject]));
  const throughQueue = all.filter(({ id }) => throughStream.every((item) => item.id !== id));
  expect(texts(throughQueue).sort()).toEqual(texts(throughStream).sort());
});

test('what functions are called with is captured, in the form of the events that are kept as test data', async () => {
  // What other tests sent has come to its end.
  await ingest.pass('2 seconds');
  const region = 'eu-north-1';
  const lambda = ingest.globe.client(LambdaClient, { region });
  const logs = ingest.globe.client(CloudWatchLogsClient, { region });
  const names = Object.entries(capturedFunctions).map(([file, name]) => [file, ingest.output(`${name}FunctionName`)]);
  const captured = await capture(
    {
      logEvents: async (name) => await logEvents(lambda, name),
      send: firehoseSender(ingest.firehose, ingest.output('StreamName')),
      greet: async () => void (await ingest.globe.http(ingest.output('ApiUrl'))),
      eventsOf: async (name) => await loggedEvents({ lambda, logs }, name, 0),
      wait: async () => await ingest.pass('61 seconds'),
    },
    Object.fromEntries(names) as Record<CapturedFile, string>,
    mixedPayloads(4),
  );
  const form = (event: unknown) => new Set(Object.keys(event as object));
  expect(form(captured.transformer[0])).toEqual(form(capturedEvents.transformer[0]));
  expect(form(captured['event-storer'][0])).toEqual(form(capturedEvents.storer[0]));
  expect(form(captured['event-emitter'][0])).toEqual(form(capturedEvents.emitter[0]));
  const { batches, requests } = responderEvents(captured['event-responder']);
  expect(batches.flatMap(({ Records }) => Records)).toHaveLength(4);
  expect(requests).toHaveLength(1);
});
