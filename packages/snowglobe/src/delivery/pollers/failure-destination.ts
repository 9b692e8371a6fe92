import { parseArn } from '../../contract/arn.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { EventSourceMappingRow } from '../../contract/event-source-mapping.ts';
import type { Globe } from '../../contract/globe.ts';
import { executionRole } from './execution-role.ts';
import { eventPayload, type FailedBatch, failureRecord } from './failure-record.ts';

/** `aws/lambda/MAPPING/SHARD/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-UUID` */
function objectKey(globe: Globe, mapping: EventSourceMappingRow, shardId: string): string {
  const now = new Date(globe.clock.now()).toISOString();
  const day = now.slice(0, 10).replaceAll('-', '/');
  const second = now.slice(0, 19).replaceAll(':', '.');
  return `aws/lambda/${mapping.uuid}/${shardId}/${day}/${second}-${globe.random.uuid()}`;
}

/**
 * Tells a mapping's on-failure destination (SQS, SNS, S3) of a batch that is given up on, in the name of the function's role. An
 * S3 object also holds the batch itself. Rejects when the destination refuses.
 */
export async function tellDestination(
  globe: Globe,
  mapping: EventSourceMappingRow,
  batch: FailedBatch,
  cause: CauseLink,
): Promise<void> {
  const arn = mapping.destinationOnFailureArn;
  if (arn === undefined) return;
  const target = globe.eventTarget(arn);
  if (!target) throw new Error(`nothing can be delivered to ${arn}`);
  const caller = await executionRole(globe, mapping.functionArn, cause);
  const record = failureRecord(batch, mapping.functionArn, globe.random.uuid(), globe.clock.now());
  const toBucket = parseArn(arn)?.service === 's3';
  await target.deliver(globe, arn, {
    body: JSON.stringify(toBucket ? { ...record, payload: eventPayload(batch.records) } : record),
    cause,
    caller,
    ...(toBucket ? { parameters: { key: objectKey(globe, mapping, batch.shardId) } } : {}),
  });
}
