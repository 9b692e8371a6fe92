import type { TimestampFormat } from '../shapes.ts';
import { serializationError } from './wire-errors.ts';

const dateTime = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:?\d{2})?$/;
const number = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function dateOf(ms: number): Date {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) throw serializationError('Invalid timestamp');
  return new Date(ms);
}

/** Epoch seconds, with a fraction, as a Date. */
export function dateFromSeconds(seconds: number): Date {
  return dateOf(Math.round(seconds * 1000));
}

/** Any of the formats that AWS's services accept as text: ISO 8601, HTTP date, epoch seconds. */
export function parseTimestamp(text: string): Date {
  const trimmed = text.trim();
  if (number.test(trimmed)) return dateFromSeconds(Number(trimmed));
  if (dateTime.test(trimmed))
    return dateOf(Date.parse(/([Zz]|[+-]\d{2}:?\d{2})$/.test(trimmed) ? trimmed : `${trimmed}Z`));
  if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) return dateOf(Date.parse(`${trimmed}T00:00:00Z`));
  if (/^[A-Za-z]{3}/.test(trimmed)) return dateOf(Date.parse(trimmed));
  throw serializationError('Invalid timestamp');
}

/** Seconds with a fraction of at most three digits. */
export function epochSeconds(date: Date): number {
  return date.getTime() / 1000;
}

/** `2026-01-02T03:04:05.678Z`, without a fraction when it is zero. */
export function isoDateTime(date: Date): string {
  const text = date.toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

/** Formats a timestamp as text. */
export function formatTimestamp(date: Date, format: TimestampFormat): string {
  if (format === 'epoch-seconds') return String(epochSeconds(date));
  return format === 'http-date' ? date.toUTCString() : isoDateTime(date);
}
