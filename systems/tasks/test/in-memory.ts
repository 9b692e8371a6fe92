import { next, type RecordedEvent, replay, type TaskVersion } from '../src/domain/task-version.ts';
import { ulidSource } from '../src/domain/ulids.ts';
import { hasWords, wordsOfTask } from '../src/domain/words.ts';
import type { ApiContext } from '../src/http/routes.ts';
import type { GivenAnswer } from '../src/http/task-commands.ts';
import type { Append, AppendOutcome, EventLog } from '../src/storage/event-log.ts';
import type { Ledger } from '../src/storage/ledger.ts';
import type { SearchIndex } from '../src/storage/search-index.ts';
import { type Page, pageOf, type TaskViews } from '../src/storage/task-views.ts';

/** The state of the API without DynamoDB, with doors for tests to open. */
export class InMemoryTasks {
  readonly events = new Map<string, RecordedEvent[]>();
  readonly views = new Map<string, TaskVersion>();
  readonly indexed = new Map<string, TaskVersion>();
  readonly entries = new Map<string, unknown>();
  readonly logged: string[] = [];
  /** Runs between a command's reading and its writing. */
  beforeAppend: () => Promise<void> = async () => {};
  failViews = false;
  nowMs = Date.parse('2026-01-02T03:04:05.678Z');

  readonly eventLog: EventLog = {
    load: async (taskId) => replay(undefined, this.events.get(taskId) ?? []),
    catchUp: async (taskId, from) =>
      replay(
        from,
        (this.events.get(taskId) ?? []).filter(({ sequence }) => sequence > (from?.sequence ?? 0)),
      ),
    append: async (append) => {
      await this.beforeAppend();
      return this.#append(append);
    },
  };

  #append({ recorded, ledgerEntry }: Append): AppendOutcome {
    const history = this.events.get(recorded.event.id) ?? [];
    if (ledgerEntry !== undefined && this.entries.has(ledgerEntry.entryId)) return 'repeated';
    if (history.some(({ sequence }) => sequence === recorded.sequence)) return 'conflict';
    this.events.set(recorded.event.id, [...history, recorded]);
    if (ledgerEntry !== undefined) this.entries.set(ledgerEntry.entryId, ledgerEntry.entry);
    return 'appended';
  }

  readonly taskViews: TaskViews = {
    find: async (taskId) => this.views.get(taskId),
    findAll: async (ids) => new Map([...this.views].filter(([id]) => ids.includes(id))),
    list: async (afterId, limit) => {
      const all = [...this.views.values()].filter(({ task }) => !task.deleted);
      return pageOfIds(
        all.map(({ task }) => task.id),
        afterId,
        limit,
        (id) => this.views.get(id) as TaskVersion,
      );
    },
    put: async (version) => {
      if (this.failViews) throw new Error('the view table is away');
      const seen = this.views.get(version.task.id);
      if (seen !== undefined && seen.sequence >= version.sequence) return false;
      this.views.set(version.task.id, version);
      return true;
    },
  };

  readonly searchIndex: SearchIndex = {
    find: async (words, afterId, limit) => {
      const all = [...this.indexed.values()].filter(({ task }) => words.length > 0 && hasWords(task, words));
      return pageOfIds(
        all.map(({ task }) => task.id),
        afterId,
        limit,
        (id) => id,
      );
    },
    update: async (load) => {
      const version = await load();
      if (version === undefined) return;
      if (wordsOfTask(version.task).length === 0) this.indexed.delete(version.task.id);
      else this.indexed.set(version.task.id, version);
    },
  };

  ledger<Entry>(): Ledger<Entry> {
    return {
      find: async (entryId) => this.entries.get(entryId) as Entry | undefined,
      write: async (entryId, entry) => {
        this.entries.set(entryId, entry);
      },
    };
  }

  readonly api: ApiContext = {
    eventLog: this.eventLog,
    views: this.taskViews,
    searchIndex: this.searchIndex,
    ledger: this.ledger<GivenAnswer>(),
    nextUlid: ulidSource(() => this.nowMs),
    now: () => new Date(this.nowMs),
    region: 'us-east-1',
    log: (message) => {
      this.logged.push(message);
    },
  };
}

function pageOfIds<T>(
  ids: readonly string[],
  afterId: string | undefined,
  limit: number,
  itemOf: (id: string) => T,
): Page<T> {
  const following = [...ids]
    .sort()
    .reverse()
    .filter((id) => afterId === undefined || id < afterId);
  const { items, lastId } = pageOf(following.slice(0, limit + 1), limit, false, (id) => id);
  return { items: items.map(itemOf), ...(lastId === undefined ? {} : { lastId }) };
}

/** A task's events as the log holds them, numbered from 1. */
export function recordAll(events: readonly RecordedEvent['event'][]): readonly RecordedEvent[] {
  return events.map((event, index) => ({
    event,
    sequence: index + 1,
    commandId: `command-${index + 1}`,
    region: 'us-east-1',
    recordedAtMs: index,
  }));
}

/** The version after all of these events. */
export function versionAfter(events: readonly RecordedEvent[]): TaskVersion {
  const version = events.reduce<TaskVersion | undefined>((current, recorded) => next(current, recorded), undefined);
  if (version === undefined) throw new Error('there are no events');
  return version;
}
