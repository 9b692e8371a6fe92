import type { Globe } from '../../contract/globe.ts';

interface Running {
  readonly finished: Promise<void>;
  cancelled: boolean;
  /** Its stack is gone with everything else: how it ends matters to nobody. */
  abandoned: boolean;
  /** How many of its resources wait for someone outside. */
  waits: number;
  /** Begins to count as work under way again. */
  readonly begin: () => void;
  readonly end: () => void;
}

const running = new WeakMap<Globe, Map<string, Running>>();

function runningIn(globe: Globe): Map<string, Running> {
  const existing = running.get(globe) ?? new Map<string, Running>();
  running.set(globe, existing);
  return existing;
}

/** Runs work on a stack, after what is under way with it, behind the answer to its caller; `settle()` waits for it. A rejection is a fault of the globe. */
export function runInBackground(
  globe: Globe,
  stackId: string,
  label: string,
  work: (mayGoOn: () => boolean) => Promise<void>,
): void {
  let end = globe.activity.begin('request', label);
  const entry: Running = {
    cancelled: false,
    abandoned: false,
    finished: Promise.resolve(),
    waits: 0,
    begin: () => {
      end = globe.activity.begin('request', label);
    },
    end: () => end(),
  };
  const before = runningIn(globe).get(stackId)?.finished;
  const finished = Promise.resolve(before)
    .then(() => work(() => !entry.cancelled))
    .catch((error: unknown) => {
      if (!entry.abandoned) globe.reportFault(label, error);
    })
    .finally(() => {
      if (runningIn(globe).get(stackId) === entry) runningIn(globe).delete(stackId);
      entry.end();
    });
  runningIn(globe).set(stackId, Object.assign(entry, { finished }));
}

/** Resolves when no operation on the stack is under way. */
export async function operationFinished(globe: Globe, stackId: string): Promise<void> {
  await runningIn(globe).get(stackId)?.finished;
}

/** Asks the operation on a stack to start nothing more and go back. */
export function cancelOperation(globe: Globe, stackId: string): void {
  const entry = runningIn(globe).get(stackId);
  if (entry) entry.cancelled = true;
}

/** The globe is emptied: every operation starts nothing more. */
export function abandonOperations(globe: Globe): void {
  for (const entry of runningIn(globe).values()) Object.assign(entry, { cancelled: true, abandoned: true });
}

/**
 * Tells that a resource of the stack waits for someone outside (the response of a custom resource), so that `settle()`
 * does not wait for the operation. Returns the function that ends the wait.
 */
export function waitOutside(globe: Globe, stackId: string): () => void {
  const entry = runningIn(globe).get(stackId);
  if (!entry) return () => {};
  entry.waits += 1;
  if (entry.waits === 1) entry.end();
  return () => {
    entry.waits -= 1;
    if (entry.waits === 0) entry.begin();
  };
}
