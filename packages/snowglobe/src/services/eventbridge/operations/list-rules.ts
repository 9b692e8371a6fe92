import type { ListRulesRequest, ListRulesResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress, requireBus } from '../bus.ts';
import { pageOf } from '../page.ts';
import { rulesOf, shownRule } from '../rule.ts';

export const listRules: Operation<ListRulesRequest, ListRulesResponse> = (input, call) => {
  const bus = busAddress(input.EventBusName, call.scope);
  requireBus(call.globe, bus);
  const rows = [...rulesOf(call.globe, bus).range({ prefix: input.NamePrefix ?? '' })];
  const { page, next } = pageOf(rows, ({ name }) => name, input);
  return { Rules: page.map(shownRule), ...next };
};
