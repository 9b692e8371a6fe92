import type { DeleteRuleRequest } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress } from '../bus.ts';
import { validation } from '../errors.ts';
import { rulesOf } from '../rule.ts';

export const deleteRule: Operation<DeleteRuleRequest, void> = (input, call) => {
  const bus = busAddress(input.EventBusName, call.scope);
  const row = rulesOf(call.globe, bus).get(input.Name ?? '');
  // AWS: a rule that is not there is deleted already.
  if (!row) return;
  if (row.targets.length > 0) throw validation("Rule can't be deleted since it has targets.");
  rulesOf(call.globe, bus).delete(row.name);
};
