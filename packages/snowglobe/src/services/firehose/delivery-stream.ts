import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import { resourceNotFound } from './errors.ts';
import { type DeliveryStreamRow, deliveryStreams } from './tables.ts';

export const deliveryStreamArn = (scope: Scope, name: string): string =>
  formatArn('firehose', scope, `deliverystream/${name}`);

export interface StreamAddress {
  readonly scope: Scope;
  readonly name: string;
}

export function addressOfArn(arn: string): StreamAddress | undefined {
  const parsed = parseArn(arn);
  if (parsed?.service !== 'firehose' || !parsed.resource.startsWith('deliverystream/')) return undefined;
  const { account, region, resource } = parsed;
  return { scope: { account, region }, name: resource.slice('deliverystream/'.length) };
}

export function findStream(globe: Globe, { name, scope }: StreamAddress): DeliveryStreamRow | undefined {
  return globe.store.collection(deliveryStreams, scope).get(name);
}

/** Throws ResourceNotFoundException. */
export function getStream(call: Call, name = ''): DeliveryStreamRow {
  const row = findStream(call.globe, { scope: call.scope, name });
  if (!row) throw resourceNotFound(name, call.scope.account);
  return row;
}
