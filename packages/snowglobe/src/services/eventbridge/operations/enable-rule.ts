import type { EnableRuleRequest } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { setRuleState } from '../rule-settings.ts';

export const enableRule: Operation<EnableRuleRequest, void> = (input, call) => {
  setRuleState(call, input, 'ENABLED');
};
