import { policyNotFound, validation } from './errors.ts';

export interface TablePolicy {
  readonly text: string;
  readonly revision: string;
}

/** A policy with its revision id. Throws AWS's ValidationException for text that is no policy. */
export function newPolicy(text: string, now: number): TablePolicy {
  if (!isPolicy(text)) throw validation('Invalid policy document: The policy document is not valid JSON');
  return { text, revision: String(now) };
}

function isPolicy(text: string): boolean {
  try {
    const policy: unknown = JSON.parse(text);
    return typeof policy === 'object' && policy !== null && 'Statement' in policy;
  } catch {
    return false;
  }
}

/** Throws AWS's PolicyNotFoundException when the policy is not at the revision that the caller expects. */
export function requireRevision(
  policy: TablePolicy | undefined,
  expected: string | undefined,
  resourceArn: string,
): void {
  if (expected === undefined) return;
  if (expected === 'NO_POLICY' ? policy : policy?.revision !== expected) throw policyNotFound(resourceArn);
}
