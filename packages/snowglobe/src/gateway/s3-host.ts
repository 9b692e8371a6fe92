const patterns: readonly RegExp[] = [
  // bucket.s3.amazonaws.com, bucket.s3.eu-west-1.amazonaws.com, bucket.s3.localhost, bucket.s3-eu-west-1.amazonaws.com
  /^(.+)\.s3(?:[.-].*)?$/,
  // bucket.localhost, bucket.127.0.0.1.nip.io
  /^(.+)\.localhost$/,
  /^(.+)\.127\.0\.0\.1(?:\..+)?$/,
];

/** The bucket of a virtual-host style request; undefined for path style. */
export function bucketOfHost(host: string): string | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  for (const pattern of patterns) {
    const bucket = pattern.exec(name)?.[1];
    if (bucket !== undefined) return bucket === 's3' || bucket.startsWith('s3.') ? undefined : bucket;
  }
  return undefined;
}
