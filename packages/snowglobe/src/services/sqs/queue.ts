import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { queueDoesNotExist } from './errors.ts';
import { type MessageRow, messages, type QueueRow, queues } from './tables.ts';

/** A queue and where it lives. */
export interface Queue {
  readonly scope: Scope;
  readonly row: QueueRow;
  readonly messages: Collection<MessageRow>;
}

export interface QueueAddress {
  readonly scope: Scope;
  readonly name: string;
}

const urlPath = /(?:^|\/)(\d{12})\/([^/?#]+)\/?$/;

/**
 * Which queue a QueueUrl names. The host is not looked at: URLs of AWS (`https://sqs.REGION.amazonaws.com/...`), of this
 * globe under any of its names, and bare queue names mean the same queue in the caller's region.
 */
export function queueAddress(queueUrl: string, caller: Scope): QueueAddress {
  const match = urlPath.exec(queueUrl);
  if (match?.[1] && match[2]) return { scope: { account: match[1], region: caller.region }, name: match[2] };
  const name = queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
  return { scope: caller, name };
}

export function queueUrl(origin: string, account: string, name: string): string {
  return `${origin}/${account}/${name}`;
}

/** The URL of a queue on the host that the caller used. */
export function urlForCaller(call: Call, address: QueueAddress): string {
  return queueUrl(call.http.origin || call.globe.endpoint, address.scope.account, address.name);
}

export function queueArn(address: QueueAddress): string {
  return formatArn('sqs', address.scope, address.name);
}

export function addressOfArn(arn: string): QueueAddress | undefined {
  const parts = parseArn(arn);
  if (parts?.service !== 'sqs' || !parts.account || !parts.region || !parts.resource) return undefined;
  return { scope: { account: parts.account, region: parts.region }, name: parts.resource };
}

export function findQueue(globe: Globe, address: QueueAddress): Queue | undefined {
  const row = globe.store.collection(queues, address.scope).get(address.name);
  return row && { scope: address.scope, row, messages: globe.store.collection(messages, address.scope, row.name) };
}

export function findQueueByArn(globe: Globe, arn: string): Queue | undefined {
  const address = addressOfArn(arn);
  return address && findQueue(globe, address);
}

/** The queue that an operation's QueueUrl names. Throws QueueDoesNotExist. */
export function requireQueue(url: string, call: Call): Queue {
  const queue = findQueue(call.globe, queueAddress(url, call.scope));
  if (!queue) throw queueDoesNotExist();
  return queue;
}

/** A numeric attribute of a queue. */
export function numberAttribute(queue: QueueRow, name: string): number {
  return Number(queue.attributes[name]);
}
