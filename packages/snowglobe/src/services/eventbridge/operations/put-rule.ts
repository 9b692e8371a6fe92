import type { PutRuleRequest, PutRuleResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress, requireBus } from '../bus.ts';
import { limitExceeded } from '../errors.ts';
import { limits } from '../limits.ts';
import { rulesOf } from '../rule.ts';
import { scheduleRule } from '../rule-schedule.ts';
import { checkRule, ruleRow } from '../rule-settings.ts';

export const putRule: Operation<PutRuleRequest, PutRuleResponse> = (input, call) => {
  const bus = busAddress(input.EventBusName, call.scope);
  requireBus(call.globe, bus);
  checkRule(input, bus);
  const name = input.Name ?? '';
  const known = rulesOf(call.globe, bus).get(name);
  if (!known && rulesOf(call.globe, bus).size >= limits.rulesPerBus) throw limitExceeded();
  const row = ruleRow(input, bus, known, call.globe.clock.now());
  rulesOf(call.globe, bus).put(row);
  scheduleRule(call.globe, bus.scope, row);
  return { RuleArn: row.arn };
};
