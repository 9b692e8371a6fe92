import { parseArn } from '../../../contract/arn.ts';
import type { Globe } from '../../../contract/globe.ts';

export const isBusArn = (arn: string): boolean => /^arn:[^:]+:events:[^:]*:[^:]*:event-bus\//.test(arn);

export const isApiDestinationArn = (arn: string): boolean =>
  /^arn:[^:]+:events:[^:]*:[^:]*:api-destination\//.test(arn);

export const isLogGroupArn = (arn: string): boolean => parseArn(arn)?.service === 'logs';

/** Whether a rule may have it as its target here. */
export function isTarget(globe: Globe, arn: string): boolean {
  const service = parseArn(arn)?.service;
  if (service === 'events') return isBusArn(arn) || isApiDestinationArn(arn);
  return service === 'logs' || (service !== undefined && globe.eventTarget(arn) !== undefined);
}
