import type { Globe } from '../../contract/globe.ts';

interface Running {
  readonly finished: Promise<void>;
  cancelled: boolean;
}

const running = new WeakMap<Globe, Map<string, Running>>();

function runningIn(globe: Globe): Map<string, Running> {
  const existing = running.get(globe) ?? new Map<string, Running>();
  running.set(globe, existing);
  return existing;
}

/** Runs work on a stack behind the answer to its caller; `settle()` waits for it. A rejection is a fault of the globe. */
export function runInBackground(
  globe: Globe,
  stackId: string,
  label: string,
  work: (mayGoOn: () => boolean) => Promise<void>,
): void {
  const end = globe.activity.begin('request', label);
  const entry: Running = { cancelled: false, finished: Promise.resolve() };
  const finished = Promise.resolve()
    .then(() => work(() => !entry.cancelled))
    .catch((error: unknown) => globe.reportFault(label, error))
    .finally(() => {
      if (runningIn(globe).get(stackId) === entry) runningIn(globe).delete(stackId);
      end();
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
