/** AWS: API Gateway Developer Guide, "Quotas for configuring and running a REST API". */
export const limits = {
  payloadBytes: 10 * 1024 * 1024,
  timeoutMs: 29_000,
  minimumTimeoutMs: 50,
  pageItems: 25,
  maximumPageItems: 500,
  maximumCompressionSizeBytes: 10 * 1024 * 1024,
  apiKeyCharacters: 40,
  authorizerTtlSeconds: 300,
  maximumAuthorizerTtlSeconds: 3600,
  cacheTtlSeconds: 300,
  maximumCacheTtlSeconds: 3600,
  cachedResponseBytes: 1024 * 1024,
  usageDays: 90,
} as const;
