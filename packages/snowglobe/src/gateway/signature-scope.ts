import type { ServiceSettings } from './models.ts';
import type { Signature, SignedRequest } from './sigv4.ts';

/** What a signature is for, beside what it covers. */
type Scoped = Pick<Signature, 'date' | 'region' | 'service' | 'timestamp'>;

const s3Names = new Set(['s3', 's3express', 's3-object-lambda', 's3-outposts']);

/**
 * What is wrong with a signature's credential scope, as every service but S3 words it; undefined when nothing is. The region is checked
 * where the host names one: a globe's own address stands for all regions.
 * AWS: IAM User Guide, "Troubleshoot Signature Version 4 signing", credential scope errors.
 */
export function scopeProblem(signature: Scoped, service: ServiceSettings, host: string): string | undefined {
  const { date, region, timestamp } = signature;
  const expected = regionOfHost(host);
  const problems = [
    ...(expected === undefined || region === expected
      ? []
      : [`Credential should be scoped to a valid region, not '${region}'. `]),
    ...(isFor(signature, service)
      ? []
      : [`Credential should be scoped to correct service: '${service.signingName}'. `]),
    ...(timestamp.startsWith(date)
      ? []
      : [
          `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
        ]),
  ];
  return problems.length === 0 ? undefined : problems.join('').trim();
}

/** The same, in S3's words. */
export function s3ScopeProblem(signature: Scoped, service: ServiceSettings, host: string): string | undefined {
  const { date, region, timestamp } = signature;
  const expected = regionOfHost(host);
  const reason = [
    isFor(signature, service) ? '' : `incorrect service "${signature.service}". This endpoint belongs to "s3".`,
    expected === undefined || region === expected ? '' : `the region '${region}' is wrong; expecting '${expected}'`,
    timestamp.startsWith(date)
      ? ''
      : `Invalid credential date "${date}". This date is not the same as X-Amz-Date: "${timestamp.slice(0, 8)}".`,
  ].find((each) => each !== '');
  return reason === undefined ? undefined : `The authorization header is malformed; ${reason}`;
}

function isFor(signature: Scoped, { id, signingName }: ServiceSettings): boolean {
  return signature.service === signingName || (id === 's3' && s3Names.has(signature.service));
}

/** `sqs.eu-west-1.amazonaws.com` */
function regionOfHost(host: string): string | undefined {
  return /(?:^|\.)([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?::\d+)?$/.exec(host)?.[1];
}

/** True when a header that proves something came twice: of such ones only the first is read. */
export function isDoubled(rawHeaders: readonly string[], name: string): boolean {
  let seen = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === name) seen += 1;
  return seen > 1;
}

/** Headers that the signature covers in another way: as payload hash, as time, by comparison with the issued token. */
const coveredOtherwise = new Set(['x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token']);
/** Presigned requests say time and token in the query. */
const coveredInPresigned = new Set(['x-amz-content-sha256']);

/** The headers that must be signed and are not: the host, and every `x-amz-*`. AWS: IAM User Guide, "Create a signed AWS API request". */
export function unsignedHeaders(
  { signedHeaders, expiresSeconds }: Signature,
  { headers }: SignedRequest,
): readonly string[] {
  const signed = new Set(signedHeaders.toLowerCase().split(';'));
  const covered = expiresSeconds === undefined ? coveredOtherwise : coveredInPresigned;
  const needed = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !covered.has(name));
  return ['host', ...needed].filter((name) => !signed.has(name) && !(name === 'host' && signed.has(':authority')));
}
