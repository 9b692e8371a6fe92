import { AwsError } from '../../contract/aws-error.ts';
import type { Cause, CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { sendToDeadLetters } from './dead-letter.ts';
import { afterFailure, type DeliveryFailure, failureOf, Postponed, TargetFailure } from './delivery-outcome.ts';
import { type DeliveryRow, deliveries, type RuleRow, type RuleTarget } from './tables.ts';
import { sendToTarget } from './targets/send.ts';

interface NewDelivery {
  readonly rule: Pick<RuleRow, 'arn' | 'name'>;
  readonly target: RuleTarget;
  readonly event: string;
  readonly cause: CauseLink;
  readonly traceHeader?: string | undefined;
  readonly dataKey?: Uint8Array | undefined;
}

/** Puts an event on its way to a target; joins the open step, and begins once it is committed. */
export function enqueueDelivery(globe: Globe, scope: Scope, delivery: NewDelivery) {
  const { rule, target, event, cause, traceHeader, dataKey } = delivery;
  const now = globe.clock.now();
  const row: DeliveryRow = {
    id: globe.random.uuid(),
    ruleArn: rule.arn,
    ruleName: rule.name,
    target,
    event,
    ...(traceHeader !== undefined && { traceHeader }),
    ...(dataKey !== undefined && { dataKey }),
    ingestedAt: now,
    dueAt: now,
    failures: 0,
    cause: { id: cause.id, trace: cause.trace },
  };
  globe.store.collection(deliveries, scope).put(row);
  schedule(globe, scope, row);
}

/** Puts the deliveries that a restart found back on the scheduler. */
export function resumeDeliveries(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(deliveries)) {
    for (const row of rows.range()) schedule(globe, scope, row);
  }
}

const labelOf = ({ ruleName, target }: DeliveryRow) => `rule ${ruleName} to ${target.Arn}`;

function schedule(globe: Globe, scope: Scope, row: DeliveryRow): void {
  const work = () => attempt(globe, scope, row.id);
  if (row.dueAt <= globe.clock.now()) globe.scheduler.soon(labelOf(row), work);
  else globe.scheduler.at(row.dueAt, labelOf(row), work);
}

async function attempt(globe: Globe, scope: Scope, id: string): Promise<void> {
  const row = globe.store.collection(deliveries, scope).get(id);
  // Rolled back with the step that made it, or the globe was emptied.
  if (!row) return;
  const cause = globe.causes.begin('delivery', labelOf(row), row.cause);
  const done = globe.activity.begin('delivery', cause.label);
  try {
    const next = await tryOnce(globe, scope, row, cause);
    globe.store.step(cause, () => {
      const rows = globe.store.collection(deliveries, scope);
      if (next) rows.put(next);
      else rows.delete(id);
    });
    if (next) schedule(globe, scope, next);
  } finally {
    done();
  }
}

/** The row for another try; undefined when the event has arrived or was given up on. */
async function tryOnce(globe: Globe, scope: Scope, row: DeliveryRow, cause: Cause): Promise<DeliveryRow | undefined> {
  try {
    await sendToTarget(globe, scope, row, cause);
    return undefined;
  } catch (error) {
    if (error instanceof Postponed) return { ...row, dueAt: error.until };
    if (!(error instanceof AwsError || error instanceof TargetFailure)) globe.reportFault(cause.label, error);
    return giveUpOrRetry(globe, scope, row, failureOf(error), cause);
  }
}

async function giveUpOrRetry(
  globe: Globe,
  scope: Scope,
  row: DeliveryRow,
  failure: DeliveryFailure,
  cause: Cause,
): Promise<DeliveryRow | undefined> {
  const next = afterFailure(row, failure, globe.clock.now(), globe.random.fraction());
  if (next.kind === 'again') return next.row;
  await sendToDeadLetters(globe, scope, row, failure, next.condition, cause);
  return undefined;
}
