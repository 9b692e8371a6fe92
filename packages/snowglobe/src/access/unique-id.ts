import type { Random } from '../contract/time.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The first four letters of IAM's unique ids. AWS: IAM User Guide, "IAM identifiers". */
export const idPrefixes = {
  role: 'AROA',
  user: 'AIDA',
  group: 'AGPA',
  managedPolicy: 'ANPA',
  instanceProfile: 'AIPA',
  accessKey: 'AKIA',
  temporaryKey: 'ASIA',
} as const;

/** 21 characters for ids of things, 20 for keys. */
export function uniqueId(random: Random, kind: keyof typeof idPrefixes): string {
  const length = kind === 'accessKey' || kind === 'temporaryKey' ? 16 : 17;
  return idPrefixes[kind] + random.text(length, alphabet);
}

const secretAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** 40 characters, as AWS's secret access keys. */
export function secretKey(random: Random): string {
  return random.text(40, secretAlphabet);
}

/** An opaque session token. */
export function newSessionToken(random: Random): string {
  return `FwoGZXIvYXdz${random.text(148, secretAlphabet)}`;
}
