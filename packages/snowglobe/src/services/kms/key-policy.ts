import type { Scope } from '../../contract/scope.ts';
import type { EncryptionContext } from './ciphertext.ts';
import { malformedPolicy } from './errors.ts';
import type { GrantRow } from './tables.ts';

interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly object[] | object;
}

/** The policy of a key that is made without one: IAM policies of the account decide. */
export function defaultPolicy(account: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}

/**
 * The policy of `alias/aws/<service>`: everybody in the account may use it through the service, nobody directly.
 * https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk
 */
export function managedKeyPolicy({ account, region }: Scope, service: string): string {
  const use = [
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:ReEncrypt*',
    'kms:GenerateDataKey*',
    'kms:CreateGrant',
    'kms:DescribeKey',
  ];
  const read = ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'];
  const through = {
    StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `${service}.${region}.amazonaws.com` },
  };
  return JSON.stringify({
    Version: '2012-10-17',
    Id: `auto-${service}-1`,
    Statement: [
      { Effect: 'Allow', Principal: { AWS: '*' }, Action: use, Resource: '*', Condition: through },
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: read, Resource: '*' },
    ],
  });
}

/** A policy that a caller gave, when KMS takes it. */
export function checkedPolicy(text: string): string {
  const malformed = () => malformedPolicy('The new key policy is malformed.');
  let document: Partial<PolicyDocument> | null;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed();
  }
  const statements = [document?.Statement ?? []].flat();
  if (statements.length === 0) throw malformed();
  for (const statement of statements) {
    const has = (name: string) => name in statement;
    const whole = has('Effect') && (has('Action') || has('NotAction')) && (has('Principal') || has('NotPrincipal'));
    if (!whole || !has('Resource')) throw malformed();
  }
  return text;
}

/** The key's policy with its grants as further statements, so that one rule decides and denials still win. */
export function policyWithGrants(policy: string, granted: readonly GrantRow[]): string {
  if (granted.length === 0) return policy;
  const document: PolicyDocument = JSON.parse(policy);
  return JSON.stringify({ ...document, Statement: [document.Statement, ...granted.map(statementOf)].flat() });
}

function statementOf(grant: GrantRow): object {
  const service = grant.granteePrincipal.endsWith('.amazonaws.com');
  const condition = conditionOf(grant);
  return {
    Sid: grant.grantId,
    Effect: 'Allow',
    Principal: service ? { Service: serviceNames(grant.granteePrincipal) } : { AWS: grant.granteePrincipal },
    Action: grant.operations.map((operation) => `kms:${operation}`),
    Resource: '*',
    ...(condition && { Condition: condition }),
  };
}

/** `dynamodb.us-east-1.amazonaws.com` is DynamoDB, in that region. */
function serviceNames(grantee: string): readonly string[] {
  return [grantee, grantee.replace(/\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws/, '.amazonaws')];
}

/** A subset constraint names pairs that must be there; an equals constraint also forbids every other key. */
function conditionOf({ contextEquals, contextSubset }: GrantRow): object | undefined {
  const pairs = contextEquals ?? contextSubset;
  if (!pairs) return undefined;
  const StringEquals = Object.fromEntries(
    Object.entries(pairs).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]),
  );
  const closed = contextEquals && {
    'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': Object.keys(contextEquals) },
  };
  return { StringEquals, ...closed };
}

/** The condition keys that an encryption context gives. */
export function contextKeys(context: EncryptionContext | undefined): Record<string, string | string[]> {
  const entries = Object.entries(context ?? {});
  if (entries.length === 0) return {};
  return {
    'kms:EncryptionContextKeys': entries.map(([key]) => key),
    ...Object.fromEntries(entries.map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
  };
}
