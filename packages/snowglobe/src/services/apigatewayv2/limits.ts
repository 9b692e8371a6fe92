/** AWS: API Gateway Developer Guide, "Quotas for HTTP APIs". */
export const limits = {
  payloadBytes: 10 * 1024 * 1024,
  timeoutMs: 30_000,
  minimumTimeoutMs: 50,
  pageItems: 100,
  /** What parameter mapping reads of a body. */
  mappedBodyCharacters: 100_000,
  maximumAuthorizerTtlSeconds: 3600,
} as const;
