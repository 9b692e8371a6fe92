import type { ApiStage, CreateUsagePlanKeyRequest, UsagePlan } from '@aws-sdk/client-api-gateway';
import { badRequest, keyIsInPlan, notSupported, planHasStages } from './errors.ts';
import { amount, type Change, inside, type PatchRules, removable, text } from './patch.ts';
import { apiKeyOf, type Place, rowsOf, stageOf, usagePlanOf } from './rows.ts';
import { type UsagePlanKeyRow, type UsagePlanRow, usage, usagePlanKeys, usagePlans } from './tables.ts';

/** `API:STAGE`, added or removed. */
const stageOfPlan: Change = (row, { op, value = '' }) => {
  const [apiId, stage] = value.split(':');
  const before = (row.apiStages ?? []) as readonly ApiStage[];
  const others = before.filter((each) => each.apiId !== apiId || each.stage !== stage);
  return { ...row, apiStages: op === 'remove' ? others : [...others, { apiId, stage }] };
};

/** A method's own rate within one stage of the plan: `/apiStages/API:STAGE/throttle/~1path/GET/rateLimit`. */
const methodRate =
  (limit: 'rateLimit' | 'burstLimit'): Change =>
  (row, { op, value, names: [stageId, path = '', method = ''] }) => {
    const stages = ((row.apiStages ?? []) as readonly ApiStage[]).map((each) => {
      if (`${each.apiId}:${each.stage}` !== stageId) return each;
      const key = `${path}/${method}`;
      const change = op === 'remove' ? {} : { [limit]: Number(value) };
      return { ...each, throttle: { ...each.throttle, [key]: { ...each.throttle?.[key], ...change } } };
    });
    return { ...row, apiStages: stages };
  };

export const usagePlanPatches: PatchRules = {
  '/name': text('name'),
  '/description': text('description'),
  '/apiStages': stageOfPlan,
  '/apiStages/{}/throttle/{}/{}/rateLimit': methodRate('rateLimit'),
  '/apiStages/{}/throttle/{}/{}/burstLimit': methodRate('burstLimit'),
  '/throttle': removable('throttle'),
  '/throttle/rateLimit': inside('throttle', amount('rateLimit')),
  '/throttle/burstLimit': inside('throttle', amount('burstLimit')),
  '/quota': removable('quota'),
  '/quota/limit': inside('quota', amount('limit')),
  '/quota/offset': inside('quota', amount('offset')),
  '/quota/period': inside('quota', text('period')),
};

/** Puts the plan, when API Gateway and the globe take it. */
export function putUsagePlan(place: Place, plan: UsagePlanRow): UsagePlanRow {
  const { quota, throttle } = plan;
  for (const { apiId, stage } of plan.apiStages ?? []) stageOf(place, apiId, stage);
  if (quota && !['DAY', 'WEEK', 'MONTH'].includes(quota.period ?? '')) {
    throw badRequest('Usage Plan quota must have a period of DAY, WEEK or MONTH');
  }
  if (quota && (quota.limit ?? 0) < 1) throw badRequest('Usage Plan quota limit must be greater than 0');
  if (quota?.offset) throw notSupported('the offset of a quota');
  if ((throttle?.rateLimit ?? 0) < 0 || (throttle?.burstLimit ?? 0) < 0) {
    throw badRequest('Usage Plan throttle limits must not be negative');
  }
  rowsOf(place, usagePlans).put(plan);
  return plan;
}

export function deleteUsagePlan(place: Place, plan: UsagePlanRow): void {
  // AWS wants the stages gone first; those of deleted APIs do not count.
  const live = (plan.apiStages ?? []).filter(({ apiId, stage }) => stageExists(place, apiId, stage));
  if (live.length > 0) throw planHasStages(plan.id);
  rowsOf(place, usagePlanKeys, plan.id).clear();
  rowsOf(place, usage, plan.id).clear();
  rowsOf(place, usagePlans).delete(plan.id);
}

function stageExists(place: Place, apiId: string | undefined, stage: string | undefined): boolean {
  try {
    stageOf(place, apiId, stage);
    return true;
  } catch {
    return false;
  }
}

/** Lets a key use the plan. A key may be in one plan only for each stage. */
export function addPlanKey(place: Place, input: CreateUsagePlanKeyRequest): UsagePlanKeyRow {
  const plan = usagePlanOf(place, input.usagePlanId);
  const key = apiKeyOf(place, input.keyId);
  if (input.keyType !== 'API_KEY') throw badRequest('Key type must be API_KEY');
  for (const other of rowsOf(place, usagePlans).range()) {
    const clashes = other.id === plan.id || shareStage(other, plan);
    if (clashes && rowsOf(place, usagePlanKeys, other.id).has(key.id)) throw keyIsInPlan(key.id, plan.id);
  }
  const { name } = key;
  const row: UsagePlanKeyRow = { id: key.id, type: 'API_KEY', value: key.value, ...(name !== undefined && { name }) };
  rowsOf(place, usagePlanKeys, plan.id).put(row);
  return row;
}

function shareStage(a: UsagePlan, b: UsagePlan): boolean {
  const names = (plan: UsagePlan) => (plan.apiStages ?? []).map(({ apiId, stage }) => `${apiId}/${stage}`);
  const ofA = names(a);
  return names(b).some((name) => ofA.includes(name));
}
