import { type KeyObject, sign } from 'node:crypto';

/** Just enough of DER to write a self-signed X.509 certificate (RFC 5280), which Node's crypto can read but not make. */

function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

const sequence = (...contents: readonly Uint8Array[]) => der(0x30, ...contents);
const bitString = (bits: Uint8Array) => der(0x03, Buffer.of(0), bits);

/** Of 1.2.840.113549.1.1.11, sha256WithRSAEncryption, with its null parameters. */
const sha256WithRsa = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));

/** A name of one part, 2.5.4.3: the common name. */
function commonName(text: string): Buffer {
  return sequence(der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(text)))));
}

/** UTCTime until 2049, GeneralizedTime from then on. */
function time(instant: number): Buffer {
  const digits = new Date(instant).toISOString().replaceAll(/[-:T]|\.\d{3}/g, '');
  return digits < '2050' ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}

export interface CertificateRequest {
  readonly name: string;
  /** Hex digits, the first of them below 8. */
  readonly serial: string;
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A self-signed certificate, in PEM. */
export function selfSignedCertificate(request: CertificateRequest): string {
  const { name, serial, from, until, publicKey, privateKey } = request;
  const subject = commonName(name);
  const content = sequence(
    der(0x02, Buffer.from(serial, 'hex')),
    sha256WithRsa,
    subject,
    sequence(time(from), time(until)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const certificate = sequence(content, sha256WithRsa, bitString(sign('sha256', content, privateKey)));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
