import type { ApiKey, CreateApiKeyRequest } from '@aws-sdk/client-api-gateway';
import { apiKeyTaken, badRequest, notSupported } from './errors.ts';
import { limits } from './limits.ts';
import { flag, type PatchRules, text } from './patch.ts';
import { newId, nowOf, type Place, rowsOf, stageOf, usagePlanKeyOf, usagePlanOf } from './rows.ts';
import { type ApiKeyRow, apiKeys, usage, usagePlanKeys, usagePlans } from './tables.ts';

export const apiKeyPatches: PatchRules = {
  '/name': text('name'),
  '/description': text('description'),
  '/customerId': text('customerId'),
  '/enabled': flag('enabled'),
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function createApiKey(place: Place, input: CreateApiKeyRequest): ApiKeyRow {
  if (input.generateDistinctId === false) throw notSupported('generateDistinctId false');
  const { globe } = place;
  const { generateDistinctId: _distinct, stageKeys = [], tags = {}, ...given } = input;
  const value = given.value ?? globe.random.text(limits.apiKeyCharacters, alphabet);
  if (value.length < 20) throw badRequest('API Key value should be at least 20 characters');
  const rows = rowsOf(place, apiKeys);
  for (const _same of rows.rangeBy('value', { from: value, to: value })) throw apiKeyTaken();
  for (const { restApiId, stageName } of stageKeys) stageOf(place, restApiId, stageName);
  const at = nowOf(globe);
  const key: ApiKeyRow = {
    ...given,
    id: newId(globe, 10),
    value,
    enabled: input.enabled ?? false,
    createdDate: at,
    lastUpdatedDate: at,
    stageKeys: stageKeys.map(({ restApiId, stageName }) => `${restApiId}/${stageName}`),
    tags,
  };
  rows.put(key);
  return key;
}

/** Deletes the key and its places in usage plans. */
export function deleteApiKey(place: Place, key: ApiKeyRow): void {
  for (const plan of rowsOf(place, usagePlans).range()) {
    rowsOf(place, usagePlanKeys, plan.id).delete(key.id);
    rowsOf(place, usage, plan.id).delete(key.id);
  }
  rowsOf(place, apiKeys).delete(key.id);
}

/** As the API shows it: its value only to who asks for it. */
export function describeApiKey(key: ApiKeyRow, includeValue: boolean | undefined): ApiKey {
  const { value, ...shown } = key;
  return includeValue ? { ...shown, value } : shown;
}

/** Takes the key out of a plan, with what was counted of it. */
export function removePlanKey(place: Place, planId: string | undefined, keyId: string | undefined): void {
  const plan = usagePlanOf(place, planId);
  const key = usagePlanKeyOf(place, planId, keyId);
  rowsOf(place, usagePlanKeys, plan.id).delete(key.id);
  rowsOf(place, usage, plan.id).delete(key.id);
}
