import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TaskVersion } from '../domain/task-version.ts';
import { type TaskView, versionOf, viewOf } from '../domain/task-view.ts';
import { getAll } from './batches.ts';
import { fromJsonBytes, isConditionFailed, jsonBytes } from './dynamodb.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Ask for the next page after this id; absent on the last page. */
  readonly lastId?: string;
}

export interface TaskViews {
  find(taskId: string): Promise<TaskVersion | undefined>;
  findAll(taskIds: readonly string[]): Promise<ReadonlyMap<string, TaskVersion>>;
  /** Tasks that are not deleted, newest first. */
  list(afterId: string | undefined, limit: number): Promise<Page<TaskVersion>>;
  /** Writes a view unless there is a newer one already: true when it was written. */
  put(version: TaskVersion): Promise<boolean>;
}

/** A page of items that were read with one more than the limit, which says whether others follow. */
export function pageOf<T>(read: readonly T[], limit: number, wasCut: boolean, idOf: (item: T) => string): Page<T> {
  const items = read.slice(0, limit);
  const last = items.at(-1);
  const othersFollow = read.length > limit || wasCut;
  return othersFollow && last !== undefined ? { items, lastId: idOf(last) } : { items };
}

const listing = 'Task';

export function dynamoTaskViews(client: DynamoDBDocumentClient, tableName: string): TaskViews {
  return {
    async find(taskId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { ViewId: taskId }, ConsistentRead: true }),
      );
      return Item && fromItem(Item);
    },
    async findAll(taskIds) {
      const items = await getAll(
        client,
        tableName,
        taskIds.map((ViewId) => ({ ViewId })),
      );
      return new Map(items.map(fromItem).map((version) => [version.task.id, version]));
    },
    async list(afterId, limit) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand(listQuery(tableName, afterId, limit)),
      );
      return pageOf(Items.map(fromItem), limit, LastEvaluatedKey !== undefined, ({ task }) => task.id);
    },
    async put(version) {
      try {
        await client.send(new PutCommand(viewPut(tableName, version)));
        return true;
      } catch (error) {
        if (isConditionFailed(error)) return false;
        throw error;
      }
    },
  };
}

function listQuery(tableName: string, afterId: string | undefined, limit: number) {
  return {
    TableName: tableName,
    IndexName: 'by-creation',
    KeyConditionExpression: 'Listing = :listing',
    ExpressionAttributeValues: { ':listing': listing },
    ScanIndexForward: false,
    Limit: limit + 1,
    ...(afterId === undefined ? {} : { ExclusiveStartKey: { Listing: listing, ViewId: afterId } }),
  };
}

/** Without `Listing` an item is not in the index: that is how deleted tasks leave the list. */
function viewPut(tableName: string, version: TaskVersion) {
  return {
    TableName: tableName,
    Item: {
      ViewId: version.task.id,
      ViewVersion: version.sequence,
      Payload: jsonBytes(viewOf(version)),
      ...(version.task.deleted ? {} : { Listing: listing }),
    },
    ConditionExpression: 'attribute_not_exists(ViewId) OR ViewVersion < :version',
    ExpressionAttributeValues: { ':version': version.sequence },
  };
}

function fromItem(item: Readonly<Record<string, unknown>>): TaskVersion {
  return versionOf(fromJsonBytes<TaskView>(item['Payload'] as Uint8Array), item['ViewVersion'] as number);
}
