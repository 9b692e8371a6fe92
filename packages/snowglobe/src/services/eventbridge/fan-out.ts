import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { type ArchiveKeys, keepInArchives } from './archive.ts';
import type { BusAddress } from './bus.ts';
import { storedPattern } from './checked-pattern.ts';
import { enqueueDelivery } from './delivery-queue.ts';
import type { EventEnvelope } from './event.ts';
import { rulesOf } from './rule.ts';
import type { RuleRow } from './tables.ts';
import { isBusArn } from './targets/target-kind.ts';

export interface Publication {
  readonly cause: CauseLink;
  readonly traceHeader?: string | undefined;
  /** Came from another bus: AWS does not send it on to a third. */
  readonly forwarded?: boolean | undefined;
  /** A replay's: only these rules; empty: all. */
  readonly onlyRuleArns?: readonly string[] | undefined;
  /** Of the customer's key that the bus has, encrypted. */
  readonly dataKey?: Uint8Array | undefined;
}

/** Hands an event to the archives and to every rule of a bus that matches; joins the open step. */
export function fanOut(
  globe: Globe,
  bus: BusAddress,
  event: EventEnvelope,
  publication: Publication,
  archiveKeys?: ArchiveKeys,
): void {
  const text = JSON.stringify(event);
  if (event['replay-name'] === undefined) keepInArchives(globe, bus, event, text, publication.cause, archiveKeys);
  for (const rule of rulesOf(globe, bus).range()) {
    if (isAddressed(rule, publication) && matches(rule, event)) sendToTargets(globe, bus, rule, text, publication);
  }
}

function isAddressed({ arn }: RuleRow, { onlyRuleArns = [] }: Publication): boolean {
  return onlyRuleArns.length === 0 || onlyRuleArns.includes(arn);
}

function matches({ state, eventPattern }: RuleRow, event: EventEnvelope): boolean {
  return state === 'ENABLED' && eventPattern !== undefined && storedPattern(eventPattern).matches(event);
}

/** One delivery for each of a rule's targets; joins the open step. */
export function sendToTargets(
  globe: Globe,
  { scope }: BusAddress,
  rule: RuleRow,
  event: string,
  { cause, traceHeader, dataKey, forwarded = false }: Publication,
): void {
  for (const target of rule.targets) {
    if (forwarded && isBusArn(target.Arn)) continue;
    enqueueDelivery(globe, scope, { rule, target, event, cause, traceHeader, dataKey });
  }
}
