import { invalidValue, overLimit } from './errors.ts';
import { permissionLimits } from './limits.ts';
import type { QueueRow } from './tables.ts';

interface Statement {
  readonly Sid?: string;
  readonly [name: string]: unknown;
}

interface Policy {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
}

export interface Permission {
  readonly label: string;
  readonly accounts: readonly string[];
  readonly actions: readonly string[];
}

/** What AddPermission may grant. */
const grantable = [
  '*',
  'ChangeMessageVisibility',
  'DeleteMessage',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListDeadLetterSourceQueues',
  'PurgeQueue',
  'ReceiveMessage',
  'SendMessage',
];

function policyOf(queue: QueueRow): Policy {
  const text = queue.attributes.Policy;
  if (!text) return { Version: '2008-10-17', Id: `${queue.arn}/SQSDefaultPolicy`, Statement: [] };
  const policy: Policy = JSON.parse(text);
  return { ...policy, Statement: [policy.Statement].flat() };
}

/** One value stands alone, as AWS writes it. */
const oneOrMany = (values: readonly string[]) => (values.length === 1 ? values[0] : values);

function checkPermission({ label, actions }: Permission, existing: readonly Statement[]): void {
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(label)) {
    throw invalidValue(
      label,
      'Label',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.',
    );
  }
  if (existing.some((statement) => statement.Sid === label)) throw invalidValue(label, 'Label', 'Already exists.');
  if (actions.length > permissionLimits.maximumActions) {
    throw overLimit(`${actions.length} Actions were found, maximum allowed is ${permissionLimits.maximumActions}.`);
  }
  const refused = actions.find((action) => !grantable.includes(action));
  if (refused !== undefined) {
    throw invalidValue(`SQS:${refused}`, 'ActionName', 'Only the queue owner is allowed to invoke this action.');
  }
  if (existing.length >= permissionLimits.maximumStatements) {
    throw overLimit(`The maximum number of statements in a queue policy is ${permissionLimits.maximumStatements}.`);
  }
}

/** The queue's policy with one more statement, as JSON text. Throws InvalidParameterValue, OverLimit. */
export function withPermission(queue: QueueRow, permission: Permission): string {
  const policy = policyOf(queue);
  checkPermission(permission, policy.Statement);
  const statement = {
    Sid: permission.label,
    Effect: 'Allow',
    Principal: { AWS: oneOrMany(permission.accounts.map((account) => `arn:aws:iam::${account}:root`)) },
    Action: oneOrMany(permission.actions.map((action) => `SQS:${action}`)),
    Resource: queue.arn,
  };
  return JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
}

/** The queue's policy without a statement; '' when nothing is left. Throws InvalidParameterValue. */
export function withoutPermission(queue: QueueRow, label: string): string {
  const policy = policyOf(queue);
  const left = policy.Statement.filter((statement) => statement.Sid !== label);
  if (left.length === policy.Statement.length) throw invalidValue(label, 'Label', "can't find label.");
  return left.length === 0 ? '' : JSON.stringify({ ...policy, Statement: left });
}
