import type { Kind } from '../domain/kinds.ts';
import type { Random } from './random.ts';
import { randomPayload } from './random-payload.ts';
import type { SendPayloads } from './senders.ts';

export interface GenerateOptions {
  readonly count: number;
  readonly kinds: readonly [Kind, ...Kind[]];
  /** Payloads a second; none: as fast as they are taken. */
  readonly rate?: number;
  /** How many are sent at once. */
  readonly burst: number;
  readonly random: Random;
}

export interface GenerateContext {
  readonly send: SendPayloads;
  readonly nowMs: () => number;
  readonly waitMs: (milliseconds: number) => Promise<void>;
  readonly onProgress: (sent: number, count: number) => void;
}

export interface Summary {
  readonly sent: number;
  readonly byKind: Readonly<Partial<Record<Kind, number>>>;
  readonly bytes: number;
  readonly seconds: number;
  /** Payloads a second, over the whole time. */
  readonly rate: number;
}

/** Makes payloads and sends them, burst by burst, at a rate: a burst that took long is made up for by the next. */
export async function generate(options: GenerateOptions, context: GenerateContext): Promise<Summary> {
  const { count, burst, rate, kinds, random } = options;
  const startedAt = context.nowMs();
  const byKind: Partial<Record<Kind, number>> = {};
  let bytes = 0;
  for (let sent = 0; sent < count; ) {
    if (rate !== undefined) await waitUntil(startedAt + (sent / rate) * 1000, context);
    const payloads = Array.from({ length: Math.min(burst, count - sent) }, () => {
      const kind = random.pick(kinds);
      byKind[kind] = (byKind[kind] ?? 0) + 1;
      return randomPayload(kind, random);
    });
    await context.send(payloads);
    bytes += payloads.reduce((sum, payload) => sum + Buffer.byteLength(JSON.stringify(payload)), 0);
    sent += payloads.length;
    context.onProgress(sent, count);
  }
  const seconds = (context.nowMs() - startedAt) / 1000;
  return { sent: count, byKind, bytes, seconds, rate: seconds === 0 ? count : count / seconds };
}

async function waitUntil(instantMs: number, { nowMs, waitMs }: GenerateContext): Promise<void> {
  const remaining = instantMs - nowMs();
  if (remaining > 0) await waitMs(remaining);
}
