import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import { callerName, keptFor, keptNow } from '../encryption-at-rest/data-key-cache.ts';
import { type KeyUse, newDataKey, openDataKey, wordedAs } from '../encryption-at-rest/key-use.ts';
import { kmsRefusal } from './errors.ts';
import { addressOfArn, type Queue } from './queue.ts';
import type { DataKey, MessageRow, QueueRow } from './tables.ts';

/**
 * Queues under a key of KMS. A producer needs kms:GenerateDataKey and kms:Decrypt, a consumer kms:Decrypt; a data key serves each
 * of them for the queue's reuse period.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
 */

/** Who sends or receives. */
export interface KeyUser {
  readonly globe: Globe;
  readonly caller: Principal;
  readonly cause: CauseLink;
}

export function keyOf({ attributes }: QueueRow): string | undefined {
  return attributes.KmsMasterKeyId || undefined;
}

/** The data key under which a producer's messages are kept. Throws SQS's error when the producer may not use the queue's key. */
export function producerDataKey(user: KeyUser, queue: Queue, keyId: string): Promise<DataKey> {
  const use = keyUse(user, queue.row.arn);
  const name = `sqs new ${queue.row.arn} ${queue.row.createdAt} ${keyId} ${callerName(user.caller)}`;
  return keptFor(user.globe, name, reusePeriodMs(queue.row), async () => {
    const { sealed } = await wordedAs(newDataKey(use, keyId), kmsRefusal);
    await wordedAs(openDataKey(use, sealed), kmsRefusal);
    return { queueArn: queue.row.arn, sealed: Buffer.from(sealed).toString('base64') };
  });
}

/** The data keys of messages that this consumer must have decrypted before it may see them. */
export function closedDataKeys(user: KeyUser, rows: readonly MessageRow[]): readonly DataKey[] {
  const closed = new Map<string, DataKey>();
  for (const { dataKey } of rows) {
    if (dataKey === undefined || keptNow(user.globe, openName(user, dataKey)) !== undefined) continue;
    closed.set(dataKey.sealed, dataKey);
  }
  return [...closed.values()];
}

/** Throws SQS's error when the consumer may not decrypt one of them. */
export async function openDataKeys(user: KeyUser, queue: QueueRow, dataKeys: readonly DataKey[]): Promise<void> {
  for (const dataKey of dataKeys) {
    const use = keyUse(user, dataKey.queueArn);
    await keptFor(user.globe, openName(user, dataKey), reusePeriodMs(queue), async () => {
      await wordedAs(openDataKey(use, Buffer.from(dataKey.sealed, 'base64')), kmsRefusal);
      return true;
    });
  }
}

function openName({ caller }: KeyUser, dataKey: DataKey): string {
  return `sqs open ${dataKey.sealed} ${callerName(caller)}`;
}

function keyUse({ globe, caller, cause }: KeyUser, queueArn: string): KeyUse {
  const scope = addressOfArn(queueArn)?.scope ?? { account: caller.account, region: '' };
  return { globe, caller, cause, service: 'sqs', scope, context: { 'aws:sqs:arn': queueArn } };
}

function reusePeriodMs(queue: QueueRow): number {
  return Number(queue.attributes.KmsDataKeyReusePeriodSeconds ?? 300) * 1_000;
}
