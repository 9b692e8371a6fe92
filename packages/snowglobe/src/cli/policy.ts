import { bold, dim, print, printProblem } from './terminal.ts';

export interface PolicyOptions {
  readonly endpoint: string;
  readonly role?: string;
  readonly json?: boolean;
}

/** What the globe tells of one role, as `GET /_snowglobe/policy` has it. */
interface RoleReport {
  readonly name: string;
  readonly arn: string;
  readonly policy: { readonly Statement: readonly object[] };
  readonly denied: readonly { readonly action: string; readonly resource: string; readonly times: number }[];
  readonly unused: readonly {
    readonly policy: string;
    readonly statement: string;
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly wildcards?: Readonly<Record<string, readonly string[]>>;
  }[];
}

/** Prints, per role, the least policy by which a running globe's run would have done what it did, and what was granted in vain. */
export async function policy({ endpoint, role, json }: PolicyOptions): Promise<void> {
  const answer = await ask(endpoint, role);
  if (typeof answer === 'string') return fail(answer);
  if (answer.length === 0) return fail(role === undefined ? 'there are no roles' : `there is no role ${role}`);
  if (json) return print(JSON.stringify(answer, undefined, 2));
  for (const report of answer) printReport(report);
}

function fail(reason: string): void {
  printProblem(reason);
  process.exitCode = 1;
}

async function ask(endpoint: string, role: string | undefined): Promise<readonly RoleReport[] | string> {
  const query = role === undefined ? '' : `?role=${encodeURIComponent(role)}`;
  try {
    const response = await fetch(`${endpoint}/_snowglobe/policy${query}`);
    const body = (await response.json()) as { readonly roles?: readonly RoleReport[]; readonly message?: string };
    return body.roles ?? body.message ?? `the globe answered ${response.status}`;
  } catch {
    return `no globe answers at ${endpoint}: start one with \`snowglobe start\`, or name it with --endpoint`;
  }
}

function printReport(report: RoleReport): void {
  print(`\n${bold(report.name)} ${dim(report.arn)}`);
  if (report.policy.Statement.length === 0) print('  needed nothing in this run');
  else print(JSON.stringify(report.policy, undefined, 2));
  for (const { action, resource, times } of report.denied) print(`  refused ${times} times: ${action} on ${resource}`);
  for (const { policy: name, statement, actions, resources, wildcards = {} } of report.unused) {
    const place = dim(`(${name}, statement ${statement})`);
    if (actions.length > 0) print(`  granted, not used: ${actions.join(', ')} ${place}`);
    else if (resources.length > 0) print(`  granted, not used on: ${resources.join(', ')} ${place}`);
    for (const [pattern, needed] of Object.entries(wildcards)) {
      print(`  granted ${pattern}, used only: ${needed.join(', ')} ${place}`);
    }
  }
}
