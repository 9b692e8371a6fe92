/** https://docs.aws.amazon.com/general/latest/gr/sns.html and the API reference of Publish and PublishBatch. */

export const messageLimits = {
  defaultMaximumBytes: 262_144,
  smallestMaximumBytes: 1_024,
  largestMaximumBytes: 1_048_576,
  /** Fewer than so many characters. */
  subjectCharacters: 100,
} as const;

export const batchLimits = { maximumEntries: 10 } as const;

export const topicLimits = { nameCharacters: 256, displayNameCharacters: 100, maximumTags: 50 } as const;

export const pageSize = 100;

/** https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html */
export const deduplicationMs = 5 * 60_000;

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
export const filterLimits = { maximumKeys: 5, maximumCombinations: 150, maximumNumber: 1_000_000_000 } as const;

/** An unconfirmed subscription, and its token, live so long. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
export const confirmationMs = 48 * 3_600_000;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
export const httpTimeoutMs = 15_000;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html, "Creating an HTTP/S delivery policy". */
export const deliveryPolicyLimits = { delaySeconds: 3_600, retries: 100 } as const;
