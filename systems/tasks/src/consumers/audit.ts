import { eventKey } from '../domain/domain-event.ts';
import type { TaskEvent } from '../domain/task.ts';
import type { ReceivedEvent } from './kinesis-events.ts';

export type PutObject = (key: string, body: string) => Promise<void>;

/** Keeps an event as an object. The key comes from the event, so a repetition writes the same object again. */
export async function audit(
  received: ReceivedEvent,
  putObject: PutObject,
  failOnSummary: string | undefined,
): Promise<void> {
  if (failOnSummary !== undefined) refuseSummary(received, failOnSummary);
  await putObject(`events/${eventKey(received.event)}.json`, received.text);
}

/** The demonstration of a poison record: retries, then a dead letter, then the records behind it. */
function refuseSummary({ event }: ReceivedEvent, summary: string): void {
  const change = JSON.parse(event.payload) as TaskEvent;
  if (change.type === 'Updated' && change.update.summary === summary) {
    throw new Error(`events with the summary "${summary}" are refused (FAIL_ON_SUMMARY)`);
  }
}
