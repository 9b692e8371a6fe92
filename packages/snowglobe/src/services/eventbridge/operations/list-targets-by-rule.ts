import type { ListTargetsByRuleRequest, ListTargetsByRuleResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress } from '../bus.ts';
import { pageOf } from '../page.ts';
import { requireRule } from '../rule.ts';

export const listTargetsByRule: Operation<ListTargetsByRuleRequest, ListTargetsByRuleResponse> = (input, call) => {
  const { targets } = requireRule(call.globe, busAddress(input.EventBusName, call.scope), input.Rule ?? '');
  const { page, next } = pageOf(targets, ({ Id }) => Id, input);
  return { Targets: [...page], ...next };
};
