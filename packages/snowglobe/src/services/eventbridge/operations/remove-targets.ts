import type { RemoveTargetsRequest, RemoveTargetsResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress } from '../bus.ts';
import { requireRule, rulesOf } from '../rule.ts';

export const removeTargets: Operation<RemoveTargetsRequest, RemoveTargetsResponse> = (input, call) => {
  const bus = busAddress(input.EventBusName, call.scope);
  const rule = requireRule(call.globe, bus, input.Rule ?? '');
  const ids = new Set(input.Ids);
  const unknown = [...ids].filter((id) => !rule.targets.some(({ Id }) => Id === id));
  rulesOf(call.globe, bus).put({ ...rule, targets: rule.targets.filter(({ Id }) => !ids.has(Id)) });
  const FailedEntries = unknown.map((TargetId) => ({
    TargetId,
    ErrorCode: 'ResourceNotFoundException',
    ErrorMessage: `Rule ${rule.name} does not have a target with the Id ${TargetId}.`,
  }));
  return { FailedEntryCount: FailedEntries.length, FailedEntries };
};
