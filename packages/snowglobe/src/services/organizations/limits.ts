/** AWS: Organizations User Guide, "Quotas and service limits". */
export const limits = {
  pageItems: 20,
} as const;
