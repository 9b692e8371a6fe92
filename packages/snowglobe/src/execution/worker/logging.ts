import { format } from 'node:util';
import type { LogFormat, LogLevel } from '../messages.ts';
import { logLevels } from '../messages.ts';
import { isErrorLike } from './error-body.ts';
import { send } from './port.ts';
import { installStandardStreams } from './standard-streams.ts';

export interface LogSettings {
  readonly format: LogFormat;
  readonly level: LogLevel;
  readonly now: () => number;
  /** The running invocation; undefined while the function's modules are loaded. */
  readonly requestId: () => string | undefined;
}

/** console's method for each level. */
const levelOfMethod = {
  log: 'INFO',
  trace: 'TRACE',
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
} as const satisfies Record<string, LogLevel>;

let settings: LogSettings = { format: 'Text', level: 'TRACE', now: Date.now, requestId: () => undefined };

/** Writes one entry as the runtime writes what goes through console. */
export function log(level: LogLevel, message: unknown, ...parameters: unknown[]): void {
  if (settings.format === 'JSON' && logLevels.indexOf(level) < logLevels.indexOf(settings.level)) return;
  const at = settings.now();
  const text =
    settings.format === 'JSON'
      ? jsonEntry(level, at, [message, ...parameters])
      : textEntry(level, at, [message, ...parameters]);
  send({ kind: 'log', text, at });
}

function textEntry(level: LogLevel, at: number, values: readonly unknown[]): string {
  return `${new Date(at).toISOString()}\t${settings.requestId()}\t${level}\t${format(...values)}`;
}

function jsonEntry(level: LogLevel, at: number, values: readonly unknown[]): string {
  const head = { timestamp: new Date(at).toISOString(), level, requestId: settings.requestId() };
  const [message] = values;
  const single = values.length === 1;
  try {
    return JSON.stringify({
      ...head,
      ...(single ? { message: isErrorLike(message) ? errorMembers(message) : (message ?? null) } : textMembers(values)),
    });
  } catch {
    return JSON.stringify({ ...head, ...textMembers(values) });
  }
}

function errorMembers(error: { name: string; message: string; stack: string }): object {
  return { errorType: error.name, errorMessage: error.message, stackTrace: String(error.stack).split('\n').slice(1) };
}

/** Several arguments become one text; the first error among them adds its members. */
function textMembers(values: readonly unknown[]): object {
  const error = values.find(isErrorLike);
  return { message: format(...values), ...(error ? errorMembers(error) : {}) };
}

/** Leads console and the standard streams of this thread to the function's log. */
export function installLogging(wanted: LogSettings): void {
  settings = wanted;
  const target = console as unknown as Record<string, unknown>;
  for (const [method, level] of Object.entries(levelOfMethod)) {
    target[method] = (message?: unknown, ...parameters: unknown[]) => log(level, message, ...parameters);
  }
  installStandardStreams((text) => send({ kind: 'log', text, at: settings.now() }));
}
