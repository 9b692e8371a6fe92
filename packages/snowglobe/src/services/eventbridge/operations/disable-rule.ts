import type { DisableRuleRequest } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { setRuleState } from '../rule-settings.ts';

export const disableRule: Operation<DisableRuleRequest, void> = (input, call) => {
  setRuleState(call, input, 'DISABLED');
};
