import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dispatchWithinMs, type Job, nextAttentionAt, type Phase } from '../domain/job.ts';
import { consumersOf } from '../kinds/registry.ts';
import { type JobItem, jobOf, phaseIndex, statusItemOf } from './job-item.ts';
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
  /** Finds jobs in the index, which is behind the table by moments, and reads each by its key. */
  const inPhase = async function* (phase: Phase, firstAt: number, lastAt: number): AsyncGenerator<Job> {
    const query = {
      TableName: tableName,
      IndexName: phaseIndex,
      KeyConditionExpression: 'phase = :phase AND attention_at BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':phase': phase, ':first': firstAt, ':last': lastAt },
    };
    for await (const { Items = [] } of paginateQuery({ client: dynamodb }, query)) {
      for (const { id } of Items) {
        const job = await lock.read(id);
        if (job?.phase === phase) yield job;
      }
    }
  };
  return {
    change: async (jobId, change) => await changeLocked(jobId, change, lock),
    needingAttention: async function* (nowAt) {
      yield* inPhase('running', 0, nowAt);
      yield* inPhase('new', 0, nowAt - dispatchWithinMs);
    },
    newFrom: (firstAt, lastAt) => inPhase('new', firstAt, lastAt),
    putOff: async (job, untilAt) =>
      await succeeds(
        dynamodb,
        new UpdateCommand({
          TableName: tableName,
          Key: { id: job.id },
          UpdateExpression: 'SET attention_at = :until, phase = :running',
          ConditionExpression: 'version = :version AND attention_at = :was AND phase = :phase',
          ExpressionAttributeValues: {
            ':until': untilAt,
            ':running': 'running' satisfies Phase,
            ':version': job.version,
            ':was': job.attentionAt,
            ':phase': job.phase,
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
      ':phase': (attentionAt === undefined ? 'ended' : 'running') satisfies Phase,
      ':attention': attentionAt ?? job.attentionAt,
    },
  });
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
