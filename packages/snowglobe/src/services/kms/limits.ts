/** https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
export const limits = {
  aliasesPerKey: 50,
  grantsPerKey: 50_000,
  /** https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html */
  tagsPerKey: 50,
  /** https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-enable.html */
  rotationPeriodInDays: 365,
  /** https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-on-demand.html */
  onDemandRotations: 25,
  /** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
  deletionWindowInDays: { least: 7, most: 30 },
  pageSize: 100,
  grantPageSize: 50,
} as const;

export const dayMs = 24 * 60 * 60 * 1000;
