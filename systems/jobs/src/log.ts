import { Logger } from '@aws-lambda-powertools/logger';

export type Log = (message: string, details?: Readonly<Record<string, unknown>>) => void;

const logger = new Logger({ serviceName: 'jobs' });

/** Writes one JSON line. */
export const log: Log = (message, details = {}) => logger.info(message, details);

/** What a log line tells of an error. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: error.name, reason: error.message, stack: error.stack };
}
