import type { TestEventPatternRequest, TestEventPatternResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { checkedPattern } from '../checked-pattern.ts';
import { checkedEvent } from '../tested-event.ts';

export const testEventPattern: Operation<TestEventPatternRequest, TestEventPatternResponse> = (input) => {
  const pattern = checkedPattern(input.EventPattern ?? '');
  return { Result: pattern.matches(checkedEvent(input.Event ?? '')) };
};
