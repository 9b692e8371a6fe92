/** Where state lives and where a caller stands: one AWS account in one region. */
export interface Scope {
  /** Twelve digits. */
  readonly account: string;
  /** For example `us-east-1`; `global` for services without regions (IAM). */
  readonly region: string;
}

/** S3's bucket namespace spans accounts and regions, so its bucket table lives in this scope. */
export const everywhere: Scope = { account: '*', region: '*' };

/** The account-wide scope of services without regions, such as IAM. */
export function globalScope(account: string): Scope {
  return { account, region: 'global' };
}
