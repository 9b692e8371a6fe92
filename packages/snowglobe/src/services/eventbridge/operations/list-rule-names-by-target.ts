import type { ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress, requireBus } from '../bus.ts';
import { pageOf } from '../page.ts';
import { rulesOf } from '../rule.ts';

export const listRuleNamesByTarget: Operation<ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse> = (
  input,
  call,
) => {
  const bus = busAddress(input.EventBusName, call.scope);
  requireBus(call.globe, bus);
  const rows = [...rulesOf(call.globe, bus).range()];
  const names = rows
    .filter(({ targets }) => targets.some(({ Arn }) => Arn === input.TargetArn))
    .map(({ name }) => name);
  const { page, next } = pageOf(names, (name) => name, input);
  return { RuleNames: [...page], ...next };
};
