import { HistoryIncomplete, type TaskVersion } from '../domain/task-version.ts';
import { type TaskView, viewOf } from '../domain/task-view.ts';
import { hasWords, wordsOf } from '../domain/words.ts';
import { describeError, type Log } from '../log.ts';
import type { EventLog } from '../storage/event-log.ts';
import type { SearchIndex } from '../storage/search-index.ts';
import type { TaskViews } from '../storage/task-views.ts';
import { cursorAfter, type PageRequest } from './paging.ts';

export interface QueryContext {
  readonly eventLog: EventLog;
  readonly views: TaskViews;
  readonly searchIndex: SearchIndex;
  readonly log: Log;
}

export interface TaskPage {
  readonly tasks: readonly TaskView[];
  /** Hand it back as `cursor` for the next page; absent on the last page. */
  readonly next?: string;
}

/** Pages of the index that one search reads at most; a search for words that rarely meet goes on with the cursor. */
const indexPagesPerSearch = 10;

/** A task as of the log's last event: the view is only where the reading of the log begins. */
export async function findTask(taskId: string, context: QueryContext): Promise<TaskVersion | undefined> {
  const seen = await context.views.find(taskId);
  const current = await afterTheLog(taskId, seen, context);
  if (current !== undefined && current.sequence > (seen?.sequence ?? 0)) await repair(current, context);
  return current;
}

async function afterTheLog(taskId: string, seen: TaskVersion | undefined, { eventLog }: QueryContext) {
  try {
    return seen === undefined ? await eventLog.load(taskId) : await eventLog.catchUp(taskId, seen);
  } catch (error) {
    if (error instanceof HistoryIncomplete) return error.upTo;
    throw error;
  }
}

async function repair(current: TaskVersion, { views, log }: QueryContext): Promise<void> {
  try {
    await views.put(current);
  } catch (error) {
    log('the view could not be repaired by a reader', { taskId: current.task.id, ...describeError(error) });
  }
}

/** Tasks that are not deleted, newest first. */
export async function listTasks({ limit, afterId }: PageRequest, { views }: QueryContext): Promise<TaskPage> {
  const page = await views.list(afterId, limit);
  return pageOf(page.items, page.lastId);
}

/** Tasks whose name and summary have every word of the text, newest first. */
export async function searchTasks(query: string, request: PageRequest, context: QueryContext): Promise<TaskPage> {
  const words = wordsOf(query);
  const found: TaskVersion[] = [];
  let afterId = request.afterId;
  for (let read = 0; read < indexPagesPerSearch; read += 1) {
    const wanted = request.limit - found.length;
    const page = await context.searchIndex.find(words, afterId, wanted);
    found.push(...(await confirmed(page.items, words, context)));
    afterId = page.lastId;
    if (afterId === undefined || found.length === request.limit) break;
  }
  return pageOf(found, afterId);
}

/** The index may be behind the views: only tasks that have the words now are shown. */
async function confirmed(ids: readonly string[], words: readonly string[], { views }: QueryContext) {
  const versions = await views.findAll(ids);
  return ids.flatMap((id) => {
    const version = versions.get(id);
    return version !== undefined && hasWords(version.task, words) ? [version] : [];
  });
}

function pageOf(versions: readonly TaskVersion[], lastId: string | undefined): TaskPage {
  const tasks = versions.map(viewOf);
  return lastId === undefined ? { tasks } : { tasks, next: cursorAfter(lastId) };
}
