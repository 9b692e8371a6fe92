import { invalidArgument } from './errors.ts';

/** Continuation tokens are opaque to clients: the marker in base64, behind a version digit. */
export function encodeToken(marker: string): string {
  return `1${Buffer.from(marker, 'utf8').toString('base64url')}`;
}

/** Throws InvalidArgument when the token is none of ours. */
export function decodeToken(token: string): string {
  const marker = Buffer.from(token.slice(1), 'base64url').toString('utf8');
  if (encodeToken(marker) !== token) {
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  }
  return marker;
}
