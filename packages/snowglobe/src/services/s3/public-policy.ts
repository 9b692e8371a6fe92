/** One statement of a bucket policy, as far as S3 itself looks into it. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The statements of a policy's JSON text. Throws SyntaxError when it is none. */
export function statementsOf(policy: string): readonly PolicyStatement[] {
  const { Statement: statements } = JSON.parse(policy) as {
    readonly Statement?: PolicyStatement | readonly PolicyStatement[];
  };
  if (statements === undefined) return [];
  return Array.isArray(statements) ? (statements as readonly PolicyStatement[]) : [statements as PolicyStatement];
}

/**
 * True when a policy lets in anyone: it allows to every principal without a condition that fixes who that is.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, "The meaning of public"
 */
export function isPublicPolicy(policy: string): boolean {
  return statementsOf(policy).some(
    (statement) => statement.Effect === 'Allow' && isAnyone(statement) && !hasFixingCondition(statement),
  );
}

function isAnyone({ Principal: principal, NotPrincipal: notPrincipal }: PolicyStatement): boolean {
  if (notPrincipal !== undefined || principal === '*') return true;
  const aws = (principal as { readonly AWS?: unknown } | undefined)?.AWS;
  return aws === '*' || (Array.isArray(aws) && aws.includes('*'));
}

const fixingKeys = new Set([
  'aws:sourceip',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:userid',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
]);

/** A condition fixes the caller when it compares one of the named keys with values that are no wildcards. */
function hasFixingCondition({ Condition: condition = {} }: PolicyStatement): boolean {
  return Object.entries(condition).some(
    ([operator, keys]) =>
      !/Not|IfExists|Null/.test(operator) &&
      Object.entries(keys).some(([key, values]) => fixingKeys.has(key.toLowerCase()) && [values].flat().every(isFixed)),
  );
}

function isFixed(value: unknown): boolean {
  return typeof value === 'string' && value !== '*' && !value.endsWith('/0');
}
