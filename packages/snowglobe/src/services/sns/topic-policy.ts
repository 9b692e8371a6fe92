import { invalidParameter } from './errors.ts';
import type { TopicRow } from './tables.ts';

interface Statement {
  readonly Sid?: string;
  readonly [name: string]: unknown;
}

interface Policy {
  readonly Statement: readonly Statement[];
  readonly [name: string]: unknown;
}

/** What may be allowed on a topic. https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html */
const topicActions = [
  'GetTopicAttributes',
  'SetTopicAttributes',
  'AddPermission',
  'RemovePermission',
  'DeleteTopic',
  'Subscribe',
  'ListSubscriptionsByTopic',
  'Publish',
];
/** Accepted in policies for the sake of old ones. */
const acceptedActions = new Set(
  [
    ...topicActions,
    'Receive',
    'GetDataProtectionPolicy',
    'PutDataProtectionPolicy',
    'ListTagsForResource',
    'TagResource',
    'UntagResource',
  ].map((name) => name.toLowerCase()),
);

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** The policy of a topic that was given none: its owner may do everything. */
export function defaultPolicy(topicArn: string, account: string): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: topicActions.map((action) => `SNS:${action}`),
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceOwner': account } },
      },
    ],
  });
}

/** Checks a policy that a caller sets. Throws InvalidParameter. */
export function checkPolicy(text: string): void {
  let policy: Policy | null;
  try {
    policy = JSON.parse(text) as Policy | null;
  } catch {
    throw invalidParameter('Policy Error: null');
  }
  const statements = listOf(policy?.Statement);
  if (statements.length === 0) throw invalidParameter('Policy Error: null');
  for (const statement of statements) checkStatement(statement as Statement);
}

function checkStatement(statement: Statement): void {
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw invalidParameter('Policy Error: null');
  if (statement.Principal === undefined && statement.NotPrincipal === undefined) {
    throw invalidParameter('Policy Error: null');
  }
  // AWS refuses `sns:*`, because it would reach beyond topics.
  for (const action of listOf(statement.Action)) {
    const [service, name = ''] = String(action).toLowerCase().split(':');
    const known = name.length > 1 && /[*?]/.test(name) ? true : acceptedActions.has(name);
    if (service !== 'sns' || !known) throw invalidParameter('Policy statement action out of service scope!');
  }
}

function policyOf(topic: TopicRow): Policy {
  const policy = JSON.parse(topic.attributes.Policy ?? '{}') as Policy;
  return { ...policy, Statement: listOf(policy.Statement) as readonly Statement[] };
}

/** One value stands alone, as AWS writes it. */
const oneOrMany = (values: readonly string[]) => (values.length === 1 ? values[0] : values);

/** The topic's policy with one more statement, as JSON text. Throws InvalidParameter. */
export function withPermission(
  topic: TopicRow,
  label: string,
  accounts: readonly string[],
  actions: readonly string[],
): string {
  const policy = policyOf(topic);
  if (policy.Statement.some((statement) => statement.Sid === label)) {
    throw invalidParameter('Statement already exists');
  }
  if (!actions.every((action) => topicActions.includes(action))) {
    throw invalidParameter('Policy statement action out of service scope!');
  }
  if (accounts.length === 0 || !accounts.every((account) => /^\d{12}$/.test(account))) {
    throw invalidParameter('AWSAccountId');
  }
  const statement = {
    Sid: label,
    Effect: 'Allow',
    Principal: { AWS: oneOrMany(accounts.map((account) => `arn:aws:iam::${account}:root`)) },
    Action: oneOrMany(actions.map((action) => `SNS:${action}`)),
    Resource: topic.arn,
  };
  return JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
}

/** The topic's policy without a statement; a label that it does not have changes nothing, as on AWS. */
export function withoutPermission(topic: TopicRow, label: string): string {
  const policy = policyOf(topic);
  return JSON.stringify({ ...policy, Statement: policy.Statement.filter((statement) => statement.Sid !== label) });
}
