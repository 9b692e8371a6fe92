/** AWS: IAM User Guide, "IAM and AWS STS quotas". */
export const limits = {
  attachedPoliciesPerRole: 20,
  attachedPoliciesPerUser: 20,
  attachedPoliciesPerGroup: 10,
  groupsPerUser: 10,
  accessKeysPerUser: 2,
  versionsPerPolicy: 5,
  tagsPerEntity: 50,
  /** Characters without white space, all inline policies together. */
  inlinePolicyCharactersPerRole: 10_240,
  inlinePolicyCharactersPerUser: 2_048,
  inlinePolicyCharactersPerGroup: 5_120,
  managedPolicyCharacters: 6_144,
  trustPolicyCharacters: 4_096,
  defaultSessionSeconds: 3_600,
  pageItems: 100,
} as const;
