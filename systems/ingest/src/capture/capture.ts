import type { Payload } from '../domain/kinds.ts';

/** The functions whose events are captured, by the name of the file that holds them. */
export const capturedFunctions = {
  transformer: 'Transformer',
  'event-storer': 'EventStorer',
  'event-emitter': 'EventEmitter',
  'event-responder': 'EventResponder',
} as const;

export type CapturedFile = keyof typeof capturedFunctions;

/** A deployment as capturing needs it. */
export interface Deployment {
  /** Has a function write its events to its log; gives back what undoes that. */
  readonly logEvents: (functionName: string) => Promise<() => Promise<void>>;
  readonly send: (payloads: readonly Payload[]) => Promise<void>;
  /** Asks the consumer's API for its greeting. */
  readonly greet: () => Promise<void>;
  /** The events in the logs of a function since it began to write them. */
  readonly eventsOf: (functionName: string) => Promise<readonly unknown[]>;
  /** Lets some time go by. */
  readonly wait: () => Promise<void>;
}

export type Captured = Readonly<Record<CapturedFile, readonly unknown[]>>;

const files = Object.keys(capturedFunctions) as readonly CapturedFile[];

/**
 * Sends payloads through a running deployment and gives the events that each function was called with, as they were. Ends
 * when the responder had one for each payload, and the request. Throws when that does not happen.
 */
export async function capture(
  deployment: Deployment,
  functionNames: Readonly<Record<CapturedFile, string>>,
  payloads: readonly Payload[],
  waitsAtMost = 100,
): Promise<Captured> {
  const undo = await Promise.all(files.map(async (file) => await deployment.logEvents(functionNames[file])));
  try {
    await deployment.send(payloads);
    await deployment.greet();
    for (let waits = 0; waits < waitsAtMost; waits += 1) {
      await deployment.wait();
      const answered = await deployment.eventsOf(functionNames['event-responder']);
      if (heard(answered) > payloads.length) return await read(deployment, functionNames);
    }
    throw new Error('the responder did not hear of every payload');
  } finally {
    for (const undoOne of undo) await undoOne();
  }
}

async function read(deployment: Deployment, functionNames: Readonly<Record<CapturedFile, string>>): Promise<Captured> {
  const events = files.map(async (file) => [file, await deployment.eventsOf(functionNames[file])] as const);
  return Object.fromEntries(await Promise.all(events)) as Record<CapturedFile, readonly unknown[]>;
}

/** Events of the bus, which come in batches, and requests. */
function heard(events: readonly unknown[]): number {
  return events.reduce<number>((sum, event) => sum + (isBatch(event) ? event.Records.length : 1), 0);
}

function isBatch(event: unknown): event is { readonly Records: readonly unknown[] } {
  return typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records);
}
