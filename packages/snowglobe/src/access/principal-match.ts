import type { Principal } from '../contract/principal.ts';
import { listOf, type PrincipalElement } from './policy-document.ts';

/**
 * How a statement names a principal. `direct`: a user, a role session or a service by itself; `role`: the session's role;
 * `everyone`: a star; `account`: its account, which leaves the decision to that account's identity policies.
 */
export type PrincipalMatch = 'none' | 'account' | 'everyone' | 'role' | 'direct';

/** Compiled Principal element. */
export type PrincipalTest = (principal: Principal) => PrincipalMatch;

const strength: Readonly<Record<PrincipalMatch, number>> = { none: 0, account: 1, everyone: 2, role: 3, direct: 4 };

/** Compiles a Principal or NotPrincipal element. */
export function compilePrincipal(element: PrincipalElement): PrincipalTest {
  if (element === '*') return () => 'everyone';
  const tests = Object.entries(element).flatMap(([kind, values]) =>
    listOf(values).map((value) => testOf[kind]?.(value) ?? nobody),
  );
  if (tests.length === 1 && tests[0]) return tests[0];
  return (principal) => {
    let best: PrincipalMatch = 'none';
    for (const test of tests) {
      const match = test(principal);
      if (strength[match] > strength[best]) best = match;
    }
    return best;
  };
}

const nobody: PrincipalTest = () => 'none';

const testOf: Readonly<Record<string, (value: string) => PrincipalTest>> = {
  AWS: compileAwsPrincipal,
  // A web identity's provider asks in its own name, as services do.
  Federated: (value) => (principal) =>
    principal.kind === 'service' && principal.service === value ? 'direct' : 'none',
  Service: (value) => (principal) => (principal.kind === 'service' && principal.service === value ? 'direct' : 'none'),
};

const accountForm = /^(?:arn:[^:]+:iam::(\d{12}):root|(\d{12}))$/;

function compileAwsPrincipal(value: string): PrincipalTest {
  if (value === '*') return () => 'everyone';
  const account = accountForm.exec(value);
  if (account) {
    const id = account[1] ?? account[2];
    return (principal) => {
      if (principal.kind === 'service' || principal.kind === 'anonymous' || principal.account !== id) return 'none';
      return principal.kind === 'root' ? 'direct' : 'account';
    };
  }
  return (principal) => {
    if (principal.kind === 'user') return value === principal.arn || value === principal.userId ? 'direct' : 'none';
    if (principal.kind !== 'assumed-role') return 'none';
    if (value === principal.arn) return 'direct';
    return value === principal.roleArn || principal.userId.startsWith(`${value}:`) ? 'role' : 'none';
  };
}
