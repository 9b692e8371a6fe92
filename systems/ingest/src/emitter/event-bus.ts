import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { PutEvents } from './emit.ts';

export function eventBridgeBus(client: EventBridgeClient): PutEvents {
  return async (entries) => {
    const { FailedEntryCount = 0, Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    if (FailedEntryCount === 0) return new Map();
    return new Map(Entries.flatMap(({ ErrorCode }, index) => (ErrorCode === undefined ? [] : [[index, ErrorCode]])));
  };
}
