import type { Principal } from '../../contract/principal.ts';

export const eventsServiceName = 'events.amazonaws.com';

/** EventBridge in its own name, for a rule or a bus. */
export function eventsService(account: string, sourceArn: string): Principal {
  return { kind: 'service', service: eventsServiceName, account, sourceArn };
}
