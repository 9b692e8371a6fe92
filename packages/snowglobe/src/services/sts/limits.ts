/** AWS: IAM User Guide, "IAM and AWS STS quotas"; API reference of AssumeRole and GetSessionToken. */
export const limits = {
  defaultSessionSeconds: 3_600,
  chainedSessionSeconds: 3_600,
  defaultTokenSeconds: 43_200,
  /** What AWS packs policies and tags into; the globe counts plain characters. */
  packedCharacters: 2_048,
} as const;
