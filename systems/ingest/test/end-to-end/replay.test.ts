import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DescribeReplayCommand, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mixedPayloads } from '../payloads.ts';
import { type IngestGlobe, startIngest, synthesise } from './ingest-globe.ts';

const app = fileURLToPath(new URL('../..', import.meta.url));
const repository = join(app, '..', '..');
let ingest: IngestGlobe;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-changed-'));
  ingest = await startIngest();
}, 120_000);

afterAll(async () => {
  await ingest.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Deploys a copy of the system whose consumer says something else. */
async function changeConsumer(): Promise<void> {
  for (const part of ['bin', 'lib', 'src', 'schemas', 'package.json']) {
    await cp(join(app, part), join(folder, part), { recursive: true });
  }
  await cp(join(repository, 'package-lock.json'), join(folder, 'package-lock.json'));
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  const consumer = join(folder, 'src', 'responder', 'respond.ts');
  const text = await readFile(consumer, 'utf8');
  await writeFile(consumer, text.replace("'had this event before'", "'the changed consumer had this event before'"));
  const assembly = join(folder, 'cdk.out');
  await synthesise(folder, assembly);
  await ingest.globe.deploy(assembly);
}

test('after the consumer was changed a replay brings the same events again, marked, and repeats no effect', async () => {
  const { globe } = ingest;
  const from = globe.now();
  await ingest.put(mixedPayloads(8).map((payload) => JSON.stringify(payload)));
  const tally = await ingest.tally();
  expect(tally).toMatchObject({ OrderInserted: 2, InventoryInserted: 2 });
  await ingest.pass('15 minutes');
  await changeConsumer();

  await ingest.events.send(
    new StartReplayCommand({
      ReplayName: 'again',
      EventSourceArn: ingest.output('ArchiveArn'),
      EventStartTime: new Date(from - 60_000),
      EventEndTime: new Date(globe.now()),
      Destination: { Arn: ingest.output('EventBusArn') },
    }),
  );
  await ingest.pass('15 minutes');
  const { State } = await ingest.events.send(new DescribeReplayCommand({ ReplayName: 'again' }));
  expect(State).toBe('COMPLETED');

  const lines = await ingest.logLines('EventResponderFunctionName');
  const taken = lines.filter(({ message }) => message === 'took an event');
  const again = lines.filter(({ message }) => message === 'the changed consumer had this event before');
  expect(taken).toHaveLength(8);
  expect(new Set(again.map(({ id }) => id))).toEqual(new Set(taken.map(({ id }) => id)));
  expect(again.map(({ replay }) => replay)).toEqual(Array.from({ length: 8 }, () => 'again'));
  expect(await ingest.tally()).toEqual(tally);
}, 120_000);
