import { type DomainEvent, eventKey } from '../domain/domain-event.ts';
import type { Ledger } from '../storage/ledger.ts';
import type { ReceivedEvent } from './kinesis-events.ts';

export interface Notification {
  readonly notifiedAtMs: number;
}

export interface NotifyContext {
  readonly url: string | undefined;
  readonly ledger: Ledger<Notification>;
  readonly post: (url: string, idempotencyKey: string, body: string) => Promise<{ readonly status: number }>;
  readonly nowMs: () => number;
}

/** Longer than a dead letter can wait for its redrive. */
const ledgerLastsSeconds = 30 * 24 * 60 * 60;
const attempts = 2;

/**
 * Tells the outside API of an event, once: the ledger, which all regions share, knows what was told. Between telling and
 * writing that down the function may die; the API recognises the repetition by its Idempotency-Key.
 */
export async function notify({ event, text }: ReceivedEvent, context: NotifyContext): Promise<void> {
  if (context.url === undefined) throw new Error('there is no NOTIFY_URL to tell of events');
  const entryId = `notification#${eventKey(event)}`;
  if ((await context.ledger.find(entryId)) !== undefined) return;
  await tell(context.url, event, text, context);
  await context.ledger.write(entryId, { notifiedAtMs: context.nowMs() }, ledgerLastsSeconds);
}

/** A failure that may pass is tried again at once; then the mapping's retries follow, with their pauses. */
async function tell(url: string, event: DomainEvent, text: string, { post }: NotifyContext): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const problem = await problemOf(() => post(url, eventKey(event), text));
    if (problem === undefined) return;
    if (!problem.mayPass || attempt === attempts) throw new Error(`${url} did not take the event: ${problem.reason}`);
  }
}

interface Problem {
  readonly reason: string;
  readonly mayPass: boolean;
}

async function problemOf(send: () => Promise<{ readonly status: number }>): Promise<Problem | undefined> {
  try {
    const { status } = await send();
    if (status >= 200 && status < 300) return undefined;
    return { reason: `status ${status}`, mayPass: status >= 500 || status === 429 };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error), mayPass: true };
  }
}
