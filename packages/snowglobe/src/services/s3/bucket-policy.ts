import { bucketArn } from './bucket.ts';
import { malformedPolicy } from './errors.ts';
import { maxPolicyBytes } from './limits.ts';
import { type PolicyStatement, statementsOf } from './public-policy.ts';

/** Throws MalformedPolicy unless the text is a policy about this bucket. */
export function checkBucketPolicy(policy: string, bucket: string): void {
  if (Buffer.byteLength(policy) > maxPolicyBytes)
    throw malformedPolicy('Policy exceeds the maximum allowed document size.');
  const statements = parsed(policy);
  if (statements.length === 0) throw malformedPolicy('Missing required field Statement');
  for (const statement of statements) checkStatement(statement, bucketArn(bucket));
}

function parsed(policy: string): readonly PolicyStatement[] {
  try {
    if (policy.startsWith('{')) return statementsOf(policy);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
}

function checkStatement(statement: PolicyStatement, arn: string): void {
  if (statement.Effect === undefined) throw malformedPolicy('Missing required field Effect');
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    throw malformedPolicy(`Invalid effect: ${statement.Effect}`);
  }
  if ((statement.Principal ?? statement.NotPrincipal) === undefined) {
    throw malformedPolicy('Missing required field Principal');
  }
  if (statement.Effect === 'Allow' && statement.NotPrincipal !== undefined) {
    throw malformedPolicy('Allow with NotPrincipal is not allowed.');
  }
  if (!isPrincipal(statement.Principal ?? statement.NotPrincipal)) throw malformedPolicy('Invalid principal in policy');
  if ((statement.Action ?? statement.NotAction) === undefined) throw malformedPolicy('Missing required field Action');
  checkActions([statement.Action ?? statement.NotAction ?? []].flat());
  if ((statement.Resource ?? statement.NotResource) === undefined) {
    throw malformedPolicy('Missing required field Resource');
  }
  for (const resource of [statement.Resource ?? statement.NotResource ?? []].flat()) {
    if (!belongsTo(resource, arn)) throw malformedPolicy('Policy has invalid resource');
  }
}

function checkActions(actions: readonly string[]): void {
  if (!actions.every((action) => action === '*' || /^s3:/i.test(action))) {
    throw malformedPolicy('Policy has invalid action');
  }
}

const principalKinds = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

function isPrincipal(principal: unknown): boolean {
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null) return false;
  return Object.keys(principal).length > 0 && Object.keys(principal).every((kind) => principalKinds.has(kind));
}

/** True when the resource's pattern takes in the bucket, or objects of it. */
function belongsTo(resource: string, arn: string): boolean {
  const [bucketPattern = ''] = resource.split('/');
  const expression = bucketPattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(arn);
}
