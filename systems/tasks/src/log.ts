export type Log = (message: string, details?: Readonly<Record<string, unknown>>) => void;

/** Writes one JSON line. */
export const log: Log = (message, details = {}) => {
  // oxlint-disable-next-line no-console -- a function's log is its console
  console.log(JSON.stringify({ message, ...details }));
};

/** What a log line tells of an error. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: error.name, reason: error.message, stack: error.stack };
}
