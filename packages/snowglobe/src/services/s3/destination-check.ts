import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { Call } from '../../contract/operation.ts';
import { invalidDestinations } from './errors.ts';
import { testEvent } from './event.ts';
import type { Destination } from './notification.ts';
import { notifier } from './notification-delivery.ts';
import type { BucketRow } from './tables.ts';

/** Tries every destination: queues and topics get the test event, functions are asked whether S3 may invoke them. */
export async function checkDestinations(
  call: Call,
  bucket: BucketRow,
  destinations: readonly Destination[],
): Promise<void> {
  const refused: string[] = [];
  for (const { arn, kind } of destinations) {
    try {
      if (kind === 'LambdaFunction') await tryFunction(call, bucket, arn);
      else await sendTestEvent(call, bucket, arn);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      refused.push(arn);
    }
  }
  if (refused.length > 0) throw invalidDestinations(refused);
}

async function sendTestEvent(call: Call, bucket: BucketRow, arn: string): Promise<void> {
  const target = call.globe.eventTarget(arn);
  if (target === undefined) throw invalidDestinations([arn]);
  await target.deliver(call.globe, arn, {
    body: JSON.stringify(testEvent(bucket, call.globe.clock.now(), call.requestId)),
    cause: call.cause,
    caller: notifier(bucket),
  });
}

async function tryFunction(call: Call, bucket: BucketRow, arn: string): Promise<void> {
  const { account = bucket.account, region = bucket.region } = parseArn(arn) ?? {};
  await call.globe.call({
    service: 'lambda',
    operation: 'Invoke',
    input: { FunctionName: arn, InvocationType: 'DryRun' },
    scope: { account, region },
    caller: notifier(bucket),
    cause: call.cause,
  });
}
