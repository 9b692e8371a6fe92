import type { ThrottleSettings } from '@aws-sdk/client-api-gateway';
import type { Globe } from '../../../contract/globe.ts';
import { takeFrom } from '../../execute-api/token-bucket.ts';
import type { Exchange, Matched } from './exchange.ts';
import { methodSettingsFor } from './method-settings.ts';

/** Takes a token from the named bucket; false when it is empty. */
export function admitAtRate(globe: Globe, key: string, { rateLimit, burstLimit }: ThrottleSettings): boolean {
  return takeFrom(globe, key, { ratePerSecond: rateLimit, burst: burstLimit });
}

/** Whether the stage's rate for the method lets the request pass. */
export function admitToStage(exchange: Exchange, matched: Matched): boolean {
  const { globe, stage, snapshot } = exchange;
  const { key, settings } = methodSettingsFor(stage, matched);
  const { throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit } = settings;
  // AWS gives -1 for no limit.
  if (rateLimit === undefined || burstLimit === undefined || rateLimit < 0 || burstLimit < 0) return true;
  return admitAtRate(globe, `${snapshot.api.id}/${stage.stageName}/${key}`, { rateLimit, burstLimit });
}
