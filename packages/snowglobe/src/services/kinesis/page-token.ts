import { invalidArgument } from './errors.ts';

/** A page token: what was listed, and the last item that was given. */
export interface PageToken {
  readonly list: string;
  readonly after: string;
}

export function formatPageToken({ list, after }: PageToken): string {
  return Buffer.from(JSON.stringify([list, after])).toString('base64');
}

/** Throws InvalidArgumentException. */
export function parsePageToken(text: string): PageToken {
  try {
    const [list, after] = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    if (typeof list === 'string' && typeof after === 'string') return { list, after };
  } catch {
    // Told below, as for every other token that is none of ours.
  }
  throw invalidArgument('Invalid NextToken.');
}
