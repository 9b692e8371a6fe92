import { createPrivateKey, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { Globe } from '../../contract/globe.ts';
import { everywhere } from '../../contract/scope.ts';
import { selfSignedCertificate } from './certificate.ts';
import { type SigningKeyRow, signingKeys } from './tables.ts';

const dayMs = 86_400_000;
const validMs = 20 * 365 * dayMs;

/** Under which everything that SNS serves over plain HTTP lies. */
export const snsPath = '/_aws/sns/';

export function certificatePath(id: string): string {
  return `${snsPath}SimpleNotificationService-${id}.pem`;
}

const inTheMaking = new WeakMap<Globe, Promise<SigningKeyRow>>();

async function makeKey(globe: Globe): Promise<SigningKeyRow> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const now = globe.clock.now();
  const row = {
    id: globe.random.hex(32),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: selfSignedCertificate({
      name: 'sns.amazonaws.com',
      serial: `1${globe.random.hex(15)}`,
      from: now - dayMs,
      until: now + validMs,
      publicKey,
      privateKey,
    }),
  };
  globe.store.step(globe.causes.begin('system', 'sns signing key'), () =>
    globe.store.collection(signingKeys, everywhere).put(row),
  );
  return row;
}

/** The globe's key, made when it is first needed. */
async function signingKey(globe: Globe): Promise<SigningKeyRow> {
  const [row] = globe.store.collection(signingKeys, everywhere).range();
  if (row) return row;
  const making = inTheMaking.get(globe) ?? makeKey(globe).finally(() => inTheMaking.delete(globe));
  inTheMaking.set(globe, making);
  return making;
}

const keyObjects = new WeakMap<SigningKeyRow, KeyObject>();

function keyObject(row: SigningKeyRow): KeyObject {
  let key = keyObjects.get(row);
  if (!key) {
    key = createPrivateKey(row.privateKey);
    keyObjects.set(row, key);
  }
  return key;
}

export type SignatureVersion = '1' | '2';

const digests: Readonly<Record<SignatureVersion, string>> = { '1': 'sha1', '2': 'sha256' };

/** https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html: what is signed, in this order. */
const signedMembers = [
  'Message',
  'MessageId',
  'SubscribeURL',
  'Subject',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
] as const;

export type Signable = Readonly<Partial<Record<(typeof signedMembers)[number], string>>>;

/** Each member's name and value, on lines of their own. */
export function textToSign(message: Signable): string {
  return signedMembers
    .filter((name) => message[name] !== undefined)
    .map((name) => `${name}\n${message[name]}\n`)
    .join('');
}

export interface Signed {
  readonly SignatureVersion: SignatureVersion;
  readonly Signature: string;
  readonly SigningCertURL: string;
}

/** RSA takes about a millisecond: beside the thread of the globe. */
const signBeside = promisify<string, Uint8Array, KeyObject, Buffer>(sign);

export async function signMessage(globe: Globe, message: Signable, version: SignatureVersion): Promise<Signed> {
  const row = await signingKey(globe);
  const signature = await signBeside(digests[version], Buffer.from(textToSign(message)), keyObject(row));
  return {
    SignatureVersion: version,
    Signature: signature.toString('base64'),
    SigningCertURL: globe.endpoint + certificatePath(row.id),
  };
}
