import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import type { BatchConsumer } from '../../delivery/pollers/batch-consumer.ts';
import { batchInfo, type FailedBatch } from '../../delivery/pollers/failure-record.ts';
import { runBatch } from './run-batch.ts';
import type { PipeRow } from './tables.ts';
import { pipeRole } from './working-pipe.ts';

/** What a role needs to read each kind of source. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html */
const readActions: Readonly<Record<string, readonly string[]>> = {
  sqs: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  kinesis: ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator'],
  dynamodb: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
};

/** Throws AccessDenied when the pipe's role may not read its source. */
function checkRead(globe: Globe, row: PipeRow): void {
  const { service = '', account = '', region = '' } = parseArn(row.source) ?? {};
  const requests = (readActions[service] ?? []).map((action) => ({ action, resource: row.source }));
  globe.authorize(pipeRole(globe, row), requests, { account, region });
}

/** Tells the dead-letter queue or topic. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html */
async function tellDeadLetters(
  globe: Globe,
  row: PipeRow,
  batch: FailedBatch,
  cause: Parameters<BatchConsumer['giveUp']>[1],
) {
  const { KinesisStreamParameters, DynamoDBStreamParameters } = row.sourceParameters;
  const arn = (KinesisStreamParameters ?? DynamoDBStreamParameters)?.DeadLetterConfig?.Arn;
  if (arn === undefined) return;
  const target = globe.eventTarget(arn);
  if (!target) throw new AwsError('ResourceNotFoundException', `${arn} does not exist`);
  const context = { partnerResourceArn: row.arn, condition: batch.condition };
  const body = JSON.stringify({ context, ...batchInfo(batch, globe.clock.now()) });
  await target.deliver(globe, arn, { body, cause, caller: pipeRole(globe, row) });
}

/** The pipe as its poller sees it. */
export function pipeConsumer(globe: Globe, row: PipeRow): BatchConsumer {
  return {
    label: `pipe ${row.name}`,
    checkRead: () => checkRead(globe, row),
    reader: async () => pipeRole(globe, row),
    consume: (records, cause) =>
      runBatch(
        globe,
        row,
        records.map(({ event }) => event),
        cause,
      ),
    giveUp: (batch, cause) => tellDeadLetters(globe, row, batch, cause),
  };
}
