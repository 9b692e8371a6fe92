import { invalidParameter } from './errors.ts';

/** Recorded: an event without resources is taken. */
const members = ['id', 'account', 'source', 'time', 'region', 'detail-type'] as const;

/** The event of a TestEventPattern call; throws when it is no event. */
export function checkedEvent(text: string): unknown {
  const event = parsed(text);
  for (const member of members) {
    if (!(member in event)) throw invalidParameter('Event', `${member} is a required argument.`);
  }
  return event;
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    throw invalidParameter('Event', 'Event is not valid JSON.');
  }
  throw invalidParameter('Event', 'Event is not an object.');
}
