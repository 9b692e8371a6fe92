import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Job, nextAttentionAt } from '../domain/job.ts';
import { consumersOf } from '../kinds/registry.ts';
import { endedPhase, type JobItem, jobOf, phaseIndex, statusItemOf, unfinishedPhase } from './job-item.ts';
import type { JobStore } from './job-store.ts';
import { changeLocked } from './optimistic-lock.ts';

export interface JobsTableOptions {
  readonly tableName: string;
  /** How often a change is tried. */
  readonly attempts: number;
  readonly client?: DynamoDBClient;
}

/** The jobs on DynamoDB. */
export function jobsTable({ tableName, attempts, client = new DynamoDBClient({}) }: JobsTableOptions): JobStore {
  const dynamodb = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const lock = {
    attempts,
    random: Math.random,
    pause: async (milliseconds: number) => {
      await pause(milliseconds);
    },
    read: async (id: string) => {
      const { Item } = await dynamodb.send(new GetCommand({ TableName: tableName, Key: { id }, ConsistentRead: true }));
      return Item === undefined ? undefined : jobOf(Item as JobItem);
    },
    write: async (job: Job, was: number) => await succeeds(dynamodb, writeOf(tableName, job, was)),
  };
  return {
    change: async (jobId, change) => await changeLocked(jobId, change, lock),
    needingAttention: (untilAt) =>
      unfinished(dynamodb, tableName, lock.read, {
        KeyConditionExpression: 'phase = :unfinished AND attention_at <= :until',
        ExpressionAttributeValues: { ':unfinished': unfinishedPhase, ':until': untilAt },
      }),
    unfinishedFrom: (firstAt, lastAt) =>
      unfinished(dynamodb, tableName, lock.read, {
        KeyConditionExpression: 'phase = :unfinished',
        FilterExpression: 'created_at BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':unfinished': unfinishedPhase, ':first': firstAt, ':last': lastAt },
      }),
    putOff: async (job, untilAt) =>
      await succeeds(
        dynamodb,
        new UpdateCommand({
          TableName: tableName,
          Key: { id: job.id },
          UpdateExpression: 'SET attention_at = :until',
          ConditionExpression: 'version = :version AND attention_at = :was AND phase = :unfinished',
          ExpressionAttributeValues: {
            ':until': untilAt,
            ':version': job.version,
            ':was': job.attentionAt,
            ':unfinished': unfinishedPhase,
          },
        }),
      ),
  };
}

/** The write of a changed job. When every consumer has ended, nobody has to look at it any more. */
function writeOf(TableName: string, job: Job, was: number): UpdateCommand {
  const attentionAt = nextAttentionAt(job, consumersOf(job.type));
  return new UpdateCommand({
    TableName,
    Key: { id: job.id },
    ConditionExpression: 'version = :was',
    UpdateExpression: 'SET job_status = :status, version = :version, phase = :phase, attention_at = :attention',
    ExpressionAttributeValues: {
      ':status': statusItemOf(job),
      ':version': job.version,
      ':was': was,
      ':phase': attentionAt === undefined ? endedPhase : unfinishedPhase,
      ':attention': attentionAt ?? job.attentionAt,
    },
  });
}

/** Finds jobs in the index, which is behind the table by moments, and reads each by its key. */
async function* unfinished(
  client: DynamoDBDocumentClient,
  TableName: string,
  read: (id: string) => Promise<Job | undefined>,
  query: Pick<QueryCommandInput, 'KeyConditionExpression' | 'FilterExpression' | 'ExpressionAttributeValues'>,
): AsyncGenerator<Job> {
  const pages = paginateQuery({ client }, { TableName, IndexName: phaseIndex, ...query });
  for await (const { Items = [] } of pages) {
    for (const { id } of Items) {
      const job = await read(id);
      if (job !== undefined) yield job;
    }
  }
}

/** Whether a conditional write was made. */
async function succeeds(client: DynamoDBDocumentClient, write: UpdateCommand): Promise<boolean> {
  try {
    await client.send(write);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
