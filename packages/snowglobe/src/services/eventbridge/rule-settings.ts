import type { EnableRuleRequest, PutRuleRequest } from '@aws-sdk/client-eventbridge';
import type { Call } from '../../contract/operation.ts';
import { type BusAddress, busAddress, defaultBus } from './bus.ts';
import { checkedPattern } from './checked-pattern.ts';
import { unsupported, validation } from './errors.ts';
import { requireRule, ruleArn, rulesOf } from './rule.ts';
import { nextRun, scheduleRule } from './rule-schedule.ts';
import type { RuleRow } from './tables.ts';
import { tagMap } from './tags.ts';

/** Throws AWS's refusals. */
export function checkRule(input: PutRuleRequest, bus: BusAddress): void {
  const { EventPattern, ScheduleExpression, State } = input;
  if (!EventPattern && !ScheduleExpression) {
    throw validation('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (ScheduleExpression && bus.name !== defaultBus) {
    throw validation('ScheduleExpression is supported only on the default event bus.');
  }
  if (State === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS') throw unsupported(`State ${State}`);
  if (EventPattern) checkedPattern(EventPattern);
}

/** PutRule replaces everything but the targets, and the tags of a rule that was there already. */
export function ruleRow(
  input: PutRuleRequest,
  { scope, name: busName }: BusAddress,
  known: RuleRow | undefined,
  now: number,
): RuleRow {
  const name = input.Name ?? '';
  const nextAt = input.ScheduleExpression ? nextRun(input.ScheduleExpression, now) : undefined;
  return {
    name,
    busName,
    arn: ruleArn(scope, busName, name),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.EventPattern && { eventPattern: input.EventPattern }),
    ...(input.ScheduleExpression && { scheduleExpression: input.ScheduleExpression }),
    ...(input.RoleArn !== undefined && { roleArn: input.RoleArn }),
    state: input.State === 'DISABLED' ? 'DISABLED' : 'ENABLED',
    targets: known?.targets ?? [],
    tags: known?.tags ?? tagMap(input.Tags),
    ...(nextAt !== undefined && { nextAt }),
  };
}

/** Enables or disables a rule; a schedule counts anew from then on. */
export function setRuleState(call: Call, input: EnableRuleRequest, state: RuleRow['state']): void {
  const bus = busAddress(input.EventBusName, call.scope);
  const known = requireRule(call.globe, bus, input.Name ?? '');
  const { nextAt: _before, ...rest } = known;
  const nextAt = known.scheduleExpression && nextRun(known.scheduleExpression, call.globe.clock.now());
  const row: RuleRow = { ...rest, state, ...(nextAt && { nextAt }) };
  rulesOf(call.globe, bus).put(row);
  scheduleRule(call.globe, bus.scope, row);
}
