import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TaskEvent } from '../../src/domain/task.ts';
import { next, type RecordedEvent, type TaskVersion } from '../../src/domain/task-version.ts';
import { ulidSource } from '../../src/domain/ulids.ts';
import { hasWords } from '../../src/domain/words.ts';
import { dynamoEventLog, type EventLog } from '../../src/storage/event-log.ts';
import { dynamoLedger } from '../../src/storage/ledger.ts';
import { dynamoSearchIndex } from '../../src/storage/search-index.ts';
import { dynamoTaskViews } from '../../src/storage/task-views.ts';
import { startTables, type TestTables } from './tables.ts';

const nextUlid = ulidSource();
let tables: TestTables;
let log: EventLog;

beforeAll(async () => {
  tables = await startTables();
  log = dynamoEventLog(tables.client, { eventLog: 'log', snapshots: 'snapshots', ledger: 'ledger' });
});

afterAll(async () => await tables.globe.stop());

function record(event: TaskEvent, sequence: number): RecordedEvent {
  return { event, sequence, commandId: nextUlid(), region: 'us-east-1', recordedAtMs: sequence };
}

function created(id: string, name = 'Wash'): TaskEvent {
  return { type: 'Created', id, created_at: '2026-01-01T00:00:00.000Z', task: { name, summary: null, done: false } };
}

/** Appends a task's events and gives its version. */
async function write(events: readonly TaskEvent[]): Promise<TaskVersion> {
  let version: TaskVersion | undefined;
  for (const event of events) {
    const recorded = record(event, (version?.sequence ?? 0) + 1);
    version = next(version, recorded);
    expect(await log.append({ recorded, version })).toBe('appended');
  }
  if (version === undefined) throw new Error('there are no events');
  return version;
}

describe('the event log', () => {
  test('gives back what was written, whichever snapshot lies on the way', async () => {
    const id = nextUlid();
    const changes = Array.from({ length: 11 }, (_, index): TaskEvent => {
      return { type: 'Updated', id, updated_at: 'u', update: { summary: `${index}` } };
    });
    const version = await write([created(id), ...changes]);
    expect(version.sequence).toBe(12);
    expect(await log.load(id)).toEqual(version);
    expect(await log.catchUp(id, undefined)).toEqual(version);
    expect(await log.load(nextUlid())).toBeUndefined();
  });

  test('takes each sequence of a task once', async () => {
    const id = nextUlid();
    const version = await write([created(id)]);
    const recorded = record(created(id, 'Dry'), 1);
    expect(await log.append({ recorded, version })).toBe('conflict');
    expect((await log.load(id))?.task.name).toBe('Wash');
  });

  test('takes nothing of a command that the ledger has', async () => {
    const ledgerEntry = { entryId: 'command#once', entry: { digest: 'd' }, lastsSeconds: 60 };
    const outcomes = [];
    for (const id of [nextUlid(), nextUlid()]) {
      const recorded = { ...record(created(id), 1), recordedAtMs: 1_000_000 };
      outcomes.push(await log.append({ recorded, version: next(undefined, recorded), ledgerEntry }));
    }
    expect(outcomes).toEqual(['appended', 'repeated']);
    const now = { before: 1_059_000, after: 1_061_000 };
    expect(await dynamoLedger(tables.client, 'ledger', () => now.before).find('command#once')).toEqual({ digest: 'd' });
    expect(await dynamoLedger(tables.client, 'ledger', () => now.after).find('command#once')).toBeUndefined();
  });
});

describe('the views', () => {
  test('never go back to an older version', async () => {
    const views = dynamoTaskViews(tables.client, 'views');
    const id = nextUlid();
    const first = await write([created(id)]);
    const second = { ...first, sequence: 2, task: { ...first.task, done: true } };
    expect([await views.put(first), await views.put(second), await views.put(first)]).toEqual([true, true, false]);
    expect(await views.find(id)).toEqual(second);
    expect(await views.find(nextUlid())).toBeUndefined();
  });

  test('are listed newest first, page by page, until they are deleted', async () => {
    const views = dynamoTaskViews(tables.client, 'views');
    const versions: TaskVersion[] = [];
    for (let index = 0; index < 7; index += 1) versions.unshift(await write([created(nextUlid())]));
    for (const version of versions) await views.put(version);
    const gone = versions
      .splice(2, 1)
      .map((version) => ({ ...version, sequence: 2, task: { ...version.task, deleted: true } }));
    for (const version of gone) await views.put(version);
    const first = await views.list(undefined, 4);
    const second = await views.list(first.lastId, 2);
    expect([...first.items, ...second.items]).toEqual(versions);
    expect(await views.findAll(versions.map(({ task }) => task.id))).toEqual(
      new Map(versions.map((version) => [version.task.id, version])),
    );
  });
});

test('the search index finds, after any changes in any order, the tasks that have the words', async () => {
  const index = dynamoSearchIndex(tables.client, 'search');
  const word = fc.constantFrom('red', 'green', 'blue', 'grey');
  const change = fc.record({
    task: fc.nat({ max: 3 }),
    words: fc.array(word, { maxLength: 3 }),
    deleted: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
      const versions = new Map<number, TaskVersion>();
      const ids = Array.from({ length: 4 }, () => nextUlid());
      for (const [at, { task, words, deleted }] of changes.entries()) {
        const id = ids[task] ?? '';
        const version = { ...next(undefined, record(created(id, words.join(' ')), 1)), sequence: at + 1 };
        versions.set(task, { ...version, task: { ...version.task, deleted } });
        await Promise.all([1, 2].map(() => index.update(async () => versions.get(task))));
      }
      for (const query of [['red'], ['green', 'blue'], ['grey', 'red', 'green']]) {
        const wanted = [...versions.values()].filter(({ task }) => hasWords(task, query)).map(({ task }) => task.id);
        const found = (await index.find(query, undefined, 1000)).items.filter((id) => ids.includes(id));
        expect(found).toEqual([...wanted].sort().reverse());
      }
    }),
    { numRuns: 15 },
  );
});
