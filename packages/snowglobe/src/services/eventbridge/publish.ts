import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { keepInArchives } from './archive.ts';
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
  readonly forwarded?: boolean;
  /** A replay's: only these rules; empty: all. */
  readonly onlyRuleArns?: readonly string[];
}

/** Hands an event to the archives and to every rule of a bus that matches; joins the open step. */
export function publish(globe: Globe, bus: BusAddress, event: EventEnvelope, publication: Publication): void {
  const text = JSON.stringify(event);
  if (event['replay-name'] === undefined) keepInArchives(globe, bus, event, text, publication.cause);
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
  { cause, traceHeader, forwarded = false }: Publication,
): void {
  for (const target of rule.targets) {
    if (forwarded && isBusArn(target.Arn)) continue;
    enqueueDelivery(globe, scope, { rule, target, event, cause, traceHeader });
  }
}
