import type { PermissionUse } from './access-use.ts';
import { generaliseResources } from './generalise-resources.ts';
import { groupedBy } from './grouped-by.ts';
import { listOf, type OneOrMany } from './policy-document.ts';

export interface LeastStatement {
  readonly Effect: 'Allow';
  readonly Action: OneOrMany<string>;
  readonly Resource: OneOrMany<string>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany<string>>>>>;
}

export interface LeastPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly LeastStatement[];
}

/** Facts that a careful policy always asks for. */
const askedConditions = ['iam:PassedToService', 'kms:ViaService'];

/** The least policy by which what was allowed would be allowed again: actions of a service on the same resources are one statement. */
export function leastPolicy(uses: Iterable<PermissionUse>): LeastPolicy {
  const allowed = [...uses].filter((use) => use.allowed > 0);
  const byQuestion = groupedBy(allowed, (use) => JSON.stringify([use.action, conditionOf(use)]));
  const lines = [...byQuestion.values()].map((same) => lineOf(same));
  const byPlace = groupedBy(lines, ({ place }) => place);
  const statements = [...byPlace.values()].map((same) => statementOf(same));
  return { Version: '2012-10-17', Statement: statements.sort((a, b) => compare(orderOf(a), orderOf(b))) };
}

interface Line {
  readonly action: string;
  readonly resources: readonly string[];
  readonly condition: LeastStatement['Condition'];
  /** Equal where lines are one statement. */
  readonly place: string;
}

function lineOf(uses: readonly PermissionUse[]): Line {
  const [first] = uses;
  const { action = '' } = first ?? {};
  const resources = generaliseResources(uses.map(({ resource }) => resource));
  const condition = first && conditionOf(first);
  const place = JSON.stringify([action.slice(0, action.indexOf(':')), resources, condition]);
  return { action, resources, condition, place };
}

function statementOf(lines: readonly Line[]): LeastStatement {
  const [first] = lines;
  const { condition } = first ?? {};
  return {
    Effect: 'Allow',
    Action: oneOrMany(lines.map(({ action }) => action).sort(compare)),
    Resource: oneOrMany(first?.resources ?? []),
    ...(condition && { Condition: condition }),
  };
}

function conditionOf({ context }: PermissionUse): LeastStatement['Condition'] {
  const asked = askedConditions.filter((key) => context[key] !== undefined);
  if (asked.length === 0) return undefined;
  return { StringEquals: Object.fromEntries(asked.map((key) => [key, oneOrMany(context[key] ?? [])])) };
}

function oneOrMany(values: readonly string[]): OneOrMany<string> {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? only : values;
}

function orderOf({ Action, Resource }: LeastStatement): string {
  return [...listOf(Action), ...listOf(Resource)].join(' ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
