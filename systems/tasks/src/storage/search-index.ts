import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TaskVersion } from '../domain/task-version.ts';
import { wordsOfTask } from '../domain/words.ts';
import { getAll, writeAll } from './batches.ts';
import { isConditionFailed } from './dynamodb.ts';
import { type Page, pageOf } from './task-views.ts';

/** Which tasks have which words. It may be behind: who reads it checks each task against its text. */
export interface SearchIndex {
  /** Ids of tasks that have all the words, newest first. A page may hold fewer than the limit though others follow. */
  find(words: readonly string[], afterId: string | undefined, limit: number): Promise<Page<string>>;
  /** Makes the index say of a task what its current version says. */
  update(load: () => Promise<TaskVersion | undefined>): Promise<void>;
}

/** What the index says of one task. It lies in the index itself: no word begins with `#`. */
interface IndexedTask {
  readonly Version: number;
  readonly Words: readonly string[];
}

const indexedKey = (taskId: string) => ({ Token: `#${taskId}`, TaskId: taskId });
const updateAttempts = 5;

export function dynamoSearchIndex(client: DynamoDBDocumentClient, tableName: string): SearchIndex {
  return {
    async find(words, afterId, limit) {
      const [rarest, ...others] = [...words].sort((one, other) => other.length - one.length);
      if (rarest === undefined) return { items: [] };
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand(wordQuery(tableName, rarest, afterId, limit)),
      );
      const taskIds = Items.map((item) => item['TaskId'] as string);
      const candidates = pageOf(taskIds, limit, LastEvaluatedKey !== undefined, (id) => id);
      return { ...candidates, items: await havingAll(client, tableName, candidates.items, others) };
    },
    async update(load) {
      const written = new Set<string>();
      for (let attempt = 0; attempt < updateAttempts; attempt += 1) {
        const version = await load();
        if (version === undefined || (await bringUpTo(client, tableName, version, written))) return;
      }
      throw new Error('others keep changing the same entry of the search index');
    },
  };
}

function wordQuery(tableName: string, word: string, afterId: string | undefined, limit: number) {
  return {
    TableName: tableName,
    KeyConditionExpression: '#token = :word',
    ExpressionAttributeNames: { '#token': 'Token' },
    ExpressionAttributeValues: { ':word': word },
    ScanIndexForward: false,
    Limit: limit + 1,
    ...(afterId === undefined ? {} : { ExclusiveStartKey: { Token: word, TaskId: afterId } }),
  };
}

async function havingAll(
  client: DynamoDBDocumentClient,
  tableName: string,
  ids: readonly string[],
  words: readonly string[],
): Promise<readonly string[]> {
  if (words.length === 0) return ids;
  const keys = ids.flatMap((TaskId) => words.map((Token) => ({ Token, TaskId })));
  const hits = new Map<string, number>();
  for (const { TaskId } of await getAll(client, tableName, keys)) {
    hits.set(TaskId as string, (hits.get(TaskId as string) ?? 0) + 1);
  }
  return ids.filter((id) => hits.get(id) === words.length);
}

/**
 * False when another writer was faster. Then this writer's words may lie over the other's: `written` remembers them, and
 * the next attempt writes all words anew and takes the surplus away.
 */
async function bringUpTo(
  client: DynamoDBDocumentClient,
  tableName: string,
  version: TaskVersion,
  written: Set<string>,
): Promise<boolean> {
  const taskId = version.task.id;
  const { Item } = await client.send(
    new GetCommand({ TableName: tableName, Key: indexedKey(taskId), ConsistentRead: true }),
  );
  const indexed = Item as IndexedTask | undefined;
  if (indexed !== undefined && indexed.Version >= version.sequence && written.size === 0) return true;
  const change = wordChange(indexed?.Words ?? [], wordsOfTask(version.task), written);
  for (const word of [...change.added, ...change.removed]) written.add(word);
  await writeAll(client, tableName, [
    ...change.added.map((Token) => ({ PutRequest: { Item: { Token, TaskId: taskId } } })),
    ...change.removed.map((Token) => ({ DeleteRequest: { Key: { Token, TaskId: taskId } } })),
  ]);
  return await remember(client, tableName, version, indexed?.Version ?? 0);
}

/** Which words to write and which to take away; after a lost race (`suspect` words) nothing is taken for granted. */
export function wordChange(
  before: readonly string[],
  after: readonly string[],
  suspect: ReadonlySet<string>,
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const wanted = new Set(after);
  const present = new Set(suspect.size > 0 ? [] : before);
  return {
    added: after.filter((word) => !present.has(word)),
    removed: [...new Set([...before, ...suspect])].filter((word) => !wanted.has(word)),
  };
}

async function remember(
  client: DynamoDBDocumentClient,
  tableName: string,
  version: TaskVersion,
  before: number,
): Promise<boolean> {
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { ...indexedKey(version.task.id), Version: version.sequence, Words: wordsOfTask(version.task) },
        ConditionExpression: 'attribute_not_exists(#token) OR Version = :before',
        ExpressionAttributeNames: { '#token': 'Token' },
        ExpressionAttributeValues: { ':before': before },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}
