import { Logger } from '@aws-lambda-powertools/logger';

export type Log = (message: string, details?: Readonly<Record<string, unknown>>) => void;

const logger = new Logger({ serviceName: 'ingest' });

/** Writes one JSON line. */
export const log: Log = (message, details = {}) => logger.info(message, details);

/** The message of a line that holds an event, as Powertools words it. */
export const eventMessage = 'Lambda invocation event';

/** Writes the whole event of an invocation when POWERTOOLS_LOGGER_LOG_EVENT is `true`: that is how test data is captured. */
export function logEvent(event: unknown): void {
  logger.logEventIfEnabled(event);
}

/** What a log line tells of an error. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: error.name, reason: error.message, stack: error.stack };
}
