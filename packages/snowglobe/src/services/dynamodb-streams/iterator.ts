import { expiredIterator, invalidIterator } from './errors.ts';

/** What a shard iterator says. It is text that only this service reads. */
export interface ShardIterator {
  readonly streamArn: string;
  readonly shardId: string;
  /** The sequence number after which reading goes on. */
  readonly position: string;
  /** Epoch ms. */
  readonly issuedAt: number;
}

const lifetimeMs = 15 * 60 * 1000;

export function formatIterator({ streamArn, shardId, position, issuedAt }: ShardIterator): string {
  const parts = JSON.stringify([shardId, position, issuedAt]);
  return `${streamArn}|1|${Buffer.from(parts).toString('base64')}`;
}

/** Throws AWS's errors for text that is no iterator and for one older than 15 minutes. */
export function parseIterator(text: string, now: number): ShardIterator {
  const [streamArn = '', version, encoded = ''] = text.split('|');
  const parts = version === '1' ? decoded(encoded) : undefined;
  if (!parts) throw invalidIterator();
  const [shardId, position, issuedAt] = parts;
  if (issuedAt + lifetimeMs <= now) throw expiredIterator();
  return { streamArn, shardId, position, issuedAt };
}

function decoded(encoded: string): readonly [string, string, number] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString());
    if (!Array.isArray(parts)) return undefined;
    const [shardId, position, issuedAt] = parts;
    const isWhole = typeof shardId === 'string' && /^\d*$/.test(String(position)) && typeof issuedAt === 'number';
    return isWhole ? [shardId, String(position), issuedAt] : undefined;
  } catch {
    return undefined;
  }
}
