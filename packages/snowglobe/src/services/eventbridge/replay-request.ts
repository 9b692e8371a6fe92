import type { StartReplayRequest } from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../contract/arn.ts';
import type { Call } from '../../contract/operation.ts';
import { busArn } from './bus.ts';
import { alreadyExists, invalidParameter } from './errors.ts';
import { replayArn } from './replay.ts';
import { rulesOf } from './rule.ts';
import { archives, type ReplayRow, replays } from './tables.ts';

/** A new replay; throws AWS's refusals. */
export function replayRow(input: StartReplayRequest, call: Call): ReplayRow {
  const { ReplayName: name = '', EventSourceArn = '', Destination, EventStartTime, EventEndTime } = input;
  const { globe, scope } = call;
  const archiveName = parseArn(EventSourceArn)?.resource.replace(/^archive\//, '') ?? '';
  const archive = globe.store.collection(archives, scope).get(archiveName);
  if (archive?.arn !== EventSourceArn) {
    throw invalidParameter('EventSourceArn', `Archive ${archiveName} does not exist.`);
  }
  if (globe.store.collection(replays, scope).has(name)) throw alreadyExists('Replay', name);
  const fromAt = EventStartTime?.getTime() ?? 0;
  const toAt = EventEndTime?.getTime() ?? 0;
  if (toAt <= fromAt) throw invalidParameter('EventEndTime', 'EventStartTime must be before EventEndTime.');
  const destination = Destination?.Arn ?? '';
  if (destination !== busArn(scope, archive.busName)) {
    throw invalidParameter('Destination.Arn', 'Cross event bus replay is not permitted.');
  }
  const ruleArns = Destination?.FilterArns ?? [];
  checkRules(call, archive.busName, ruleArns);
  return {
    name,
    arn: replayArn(scope, name),
    ...(input.Description !== undefined && { description: input.Description }),
    archiveArn: EventSourceArn,
    busArn: destination,
    ruleArns: [...ruleArns],
    state: 'STARTING',
    fromAt,
    toAt,
    startedAt: globe.clock.now(),
    cause: { id: call.cause.id, trace: call.cause.trace },
  };
}

function checkRules({ globe, scope }: Call, busName: string, arns: readonly string[]): void {
  const known = new Set([...rulesOf(globe, { scope, name: busName }).range()].map(({ arn }) => arn));
  const missing = arns.find((arn) => !known.has(arn));
  if (missing !== undefined) throw invalidParameter('Destination.FilterArns', `Rule ${missing} does not exist.`);
}
