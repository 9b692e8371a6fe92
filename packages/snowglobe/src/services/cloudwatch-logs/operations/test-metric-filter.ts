import type { TestMetricFilterRequest, TestMetricFilterResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { checkedPattern } from '../checked-pattern.ts';

/** Tells which messages match; the values that a pattern extracts are not told. */
export const testMetricFilter: Operation<TestMetricFilterRequest, TestMetricFilterResponse> = (input) => {
  const matches = checkedPattern(input.filterPattern);
  const messages = input.logEventMessages ?? [];
  return {
    matches: messages.flatMap((eventMessage, index) =>
      matches(eventMessage) ? [{ eventNumber: index + 1, eventMessage, extractedValues: {} }] : [],
    ),
  };
};
