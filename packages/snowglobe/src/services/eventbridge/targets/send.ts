import { parseArn } from '../../../contract/arn.ts';
import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Principal } from '../../../contract/principal.ts';
import type { Scope } from '../../../contract/scope.ts';
import { openDataKey } from '../customer-key.ts';
import { TargetFailure } from '../delivery-outcome.ts';
import type { EventEnvelope } from '../event.ts';
import { parseJsonPath, valueAt } from '../json-path.ts';
import { busArnOfRule } from '../rule.ts';
import { eventsService, eventsServiceName } from '../service-principal.ts';
import type { DeliveryRow } from '../tables.ts';
import { askApiDestination } from './api-destination-call.ts';
import { forwardToBus } from './forward.ts';
import { writeToLogs } from './log-target.ts';
import { targetInput } from './target-input.ts';
import { isApiDestinationArn, isBusArn, isLogGroupArn } from './target-kind.ts';

/** In whose name a target is called: its role's, else the rule's. */
function callerOf(globe: Globe, scope: Scope, { target, ruleArn }: DeliveryRow): Principal {
  if (target.RoleArn !== undefined)
    return globe.assumeRole(target.RoleArn, eventsServiceName, globe.random.hex(32), { sourceArn: ruleArn });
  return eventsService(scope.account, ruleArn);
}

/** Hands an event to its target. Rejects with the target's AwsError, or a TargetFailure. */
export async function sendToTarget(globe: Globe, scope: Scope, row: DeliveryRow, cause: Cause): Promise<void> {
  const { target, event, dataKey } = row;
  if (dataKey) await openDataKey(globe, busArnOfRule(row.ruleArn), dataKey, cause);
  const caller = callerOf(globe, scope, row);
  const body = targetInput(target, event, row);
  if (isBusArn(target.Arn))
    return forwardToBus(globe, target.Arn, JSON.parse(event) as EventEnvelope, row.traceHeader, caller, cause);
  if (isApiDestinationArn(target.Arn)) {
    const { Arn: arn, HttpParameters: httpParameters } = target;
    await askApiDestination(globe, { arn, httpParameters, event: JSON.parse(event), body }, caller, cause);
    return;
  }
  if (isLogGroupArn(target.Arn)) return writeToLogs(globe, target.Arn, event, body, caller, cause);
  const destination = globe.eventTarget(target.Arn);
  if (!destination) throw new TargetFailure({ code: 'NO_RESOURCE', message: `${target.Arn} is gone`, retried: false });
  await destination.deliver(globe, target.Arn, {
    body,
    cause,
    caller,
    ...(target.SqsParameters?.MessageGroupId !== undefined && { groupId: target.SqsParameters.MessageGroupId }),
    ...deduplication(row),
    parameters: parametersOf(row),
  });
}

/** Differs from AWS: a FIFO queue without content-based deduplication takes the event's id; AWS refuses such a target's events. */
function deduplication({ target, event }: DeliveryRow) {
  const isFifo = parseArn(target.Arn)?.resource.endsWith('.fifo') ?? false;
  return isFifo ? { deduplicationId: (JSON.parse(event) as EventEnvelope).id } : {};
}

function parametersOf({ target, event, traceHeader }: DeliveryRow): Record<string, string> {
  return {
    ...(parseArn(target.Arn)?.service === 'kinesis' && { partitionKey: partitionKey(target.KinesisParameters, event) }),
    ...(traceHeader !== undefined && { traceHeader }),
  };
}

/** AWS takes the event's id when the target names no path. */
function partitionKey(parameters: DeliveryRow['target']['KinesisParameters'], event: string): string {
  const value = JSON.parse(event) as EventEnvelope;
  const path = parseJsonPath(parameters?.PartitionKeyPath ?? '$.id');
  const key = path && valueAt(value, path);
  return key === undefined || key === '' ? value.id : typeof key === 'string' ? key : JSON.stringify(key);
}
