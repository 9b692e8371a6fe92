import type { DescribeRuleRequest, DescribeRuleResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress } from '../bus.ts';
import { requireRule, shownRule } from '../rule.ts';

export const describeRule: Operation<DescribeRuleRequest, DescribeRuleResponse> = (input, call) => {
  return shownRule(requireRule(call.globe, busAddress(input.EventBusName, call.scope), input.Name ?? ''));
};
