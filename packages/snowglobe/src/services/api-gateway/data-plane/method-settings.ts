import type { MethodSetting } from '@aws-sdk/client-api-gateway';
import type { StageRow } from '../tables.ts';
import type { Matched } from './exchange.ts';

/** The settings of a method in a stage: its own, else those of all methods; with the key that they stand under. */
export function methodSettingsFor(
  { methodSettings = {} }: StageRow,
  { resource, method }: Pick<Matched, 'resource' | 'method'>,
): { readonly key: string; readonly settings: MethodSetting } {
  const own = `${resource.path.replaceAll('/', '~1')}/${method.httpMethod}`;
  const key = methodSettings[own] ? own : '*/*';
  return { key, settings: methodSettings[key] ?? {} };
}
