const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** AWS: CloudWatch Logs User Guide, "CloudWatch Logs quotas"; API reference of PutLogEvents. */
export const limits = {
  batchBytes: 1_048_576,
  eventBytes: 1_048_576,
  /** Counted for every event beside its message. */
  eventOverheadBytes: 26,
  batchSpanMs: dayMs,
  tooOldMs: 14 * dayMs,
  tooNewMs: 2 * hourMs,
  pageEvents: 10_000,
  pageBytes: 1_048_576,
  pageGroups: 50,
  subscriptionFiltersPerGroup: 2,
  resourcePoliciesPerRegion: 10,
  tagsPerGroup: 50,
  dayMs,
} as const;
