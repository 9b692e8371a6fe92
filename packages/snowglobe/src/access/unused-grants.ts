import type { PermissionUse } from './access-use.ts';
import { compileStoredPolicy } from './compile-policy.ts';
import type { NamedPolicy } from './evaluate.ts';
import { listOf, type PolicyDocument, type StatementElement } from './policy-document.ts';

/** What one statement allows and nobody needed. */
export interface UnusedGrant {
  /** `inline policy X`, or the ARN of a managed one. */
  readonly policy: string;
  /** Its Sid, or its place: `#2`. */
  readonly statement: string;
  /** Actions that were not asked for. */
  readonly actions: readonly string[];
  /** Resources on which none of its actions was asked for; all of them when the whole statement is unused. */
  readonly resources: readonly string[];
  /** Wildcards that were used, with the actions that they were needed for. */
  readonly wildcards?: Readonly<Record<string, readonly string[]>>;
}

/** Statement by statement what is granted beyond what was used. Conditions are not looked at; denials and NotAction are left out. */
export function unusedGrants(policies: readonly NamedPolicy[], uses: Iterable<PermissionUse>): readonly UnusedGrant[] {
  const used = [...uses].filter((use) => use.allowed > 0);
  return policies.flatMap(({ name, policy }) => {
    const statements = listOf((JSON.parse(policy.text) as PolicyDocument).Statement);
    return statements.flatMap((statement, index) => unusedIn(statement, index, name, used));
  });
}

function unusedIn(
  statement: StatementElement,
  index: number,
  policy: string,
  used: readonly PermissionUse[],
): readonly UnusedGrant[] {
  if (statement.Effect !== 'Allow' || statement.Action === undefined) return [];
  const actions = listOf(statement.Action);
  const resources = listOf(statement.Resource);
  const needed = (Action: readonly string[], Resource: readonly string[]) => matching(Action, Resource, used);
  const unusedActions = actions.filter((action) => needed([action], resources).length === 0);
  const unusedResources = resources.filter((resource) => needed(actions, [resource]).length === 0);
  const wildcards = actions
    .filter((action) => /[*?]/.test(action) && !unusedActions.includes(action))
    .map((action) => [action, [...new Set(needed([action], resources).map((use) => use.action))].sort()] as const);
  if (unusedActions.length + unusedResources.length + wildcards.length === 0) return [];
  return [
    {
      policy,
      statement: statement.Sid ?? `#${index + 1}`,
      actions: unusedActions,
      resources: unusedResources,
      ...(wildcards.length > 0 && { wildcards: Object.fromEntries(wildcards) }),
    },
  ];
}

const noKeys = { values: () => undefined };

function matching(
  actions: readonly string[],
  resources: readonly string[],
  used: readonly PermissionUse[],
): readonly PermissionUse[] {
  // A variable may have stood for anything.
  const open = resources.map((resource) => resource.replaceAll(/\$\{[^}]*\}/g, '*'));
  const text = JSON.stringify({ Statement: { Effect: 'Allow', Action: actions, Resource: open } });
  const [statement] = compileStoredPolicy(text).statements;
  return used.filter((use) => statement?.covers(use.action.toLowerCase(), use.resource, noKeys));
}
