import type { PutTargetsRequest, PutTargetsResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress } from '../bus.ts';
import { limitExceeded } from '../errors.ts';
import { limits } from '../limits.ts';
import { requireRule, rulesOf } from '../rule.ts';
import { checkedTarget } from '../targets/target-check.ts';

export const putTargets: Operation<PutTargetsRequest, PutTargetsResponse> = (input, call) => {
  const bus = busAddress(input.EventBusName, call.scope);
  const rule = requireRule(call.globe, bus, input.Rule ?? '');
  const given = (input.Targets ?? []).map((target) => checkedTarget(call.globe, target));
  const byId = new Map([...rule.targets, ...given].map((target) => [target.Id, target]));
  if (byId.size > limits.targetsPerRule) throw limitExceeded();
  rulesOf(call.globe, bus).put({ ...rule, targets: [...byId.values()].sort((a, b) => (a.Id < b.Id ? -1 : 1)) });
  return { FailedEntryCount: 0, FailedEntries: [] };
};
