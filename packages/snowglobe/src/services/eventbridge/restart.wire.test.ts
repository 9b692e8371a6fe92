import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, expect, it } from 'vitest';
import { type EventsGlobe, startAt, startEvents } from './eventbridge-test-globe.ts';

let globe: EventsGlobe | undefined;
const folder = mkdtempSync(join(tmpdir(), 'events-'));

afterEach(async () => {
  await globe?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('delivers, and runs schedules, after a restart', async () => {
  const before = await startEvents({ dataFolder: folder });
  const { url, arn } = await before.queue('q');
  await before.rule('hook', { source: ['shop'] }, [
    { Id: 'f', Arn: 'arn:aws:lambda:us-east-1:000000000000:function:none', DeadLetterConfig: { Arn: arn } },
  ]);
  await before.events.send(new PutRuleCommand({ Name: 'tick', ScheduleExpression: 'rate(1 hour)' }));
  await before.events.send(new PutTargetsCommand({ Rule: 'tick', Targets: [{ Id: 'q', Arn: arn }] }));
  await before.stop();

  globe = await startEvents({ dataFolder: folder, startAt: startAt + 60_000 });
  await globe.put({ a: 1 });
  await globe.advance(3_600_000);
  const path = new URL(url).pathname;
  const bodies = await globe.bodies(`${globe.endpoint}${path}`);
  expect(bodies).toMatchObject([{ source: 'shop' }, { source: 'aws.events', time: '2026-01-01T01:00:00Z' }]);
});
