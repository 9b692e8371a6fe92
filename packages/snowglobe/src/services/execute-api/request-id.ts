import type { Globe } from '../../contract/globe.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** As `JKJaXmPLvHcESHA=`: the request id of HTTP APIs, the extended one of REST APIs. */
export function newExtendedRequestId({ random }: Globe): string {
  return `${random.text(15, alphabet)}=`;
}
