/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html */
export const limits = {
  pageSize: 100,
  /** How far in the past a StartDate may lie. */
  startDateGraceMs: 5 * 60_000,
} as const;
