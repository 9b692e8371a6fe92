import { AwsError } from '../contract/aws-error.ts';
import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { Decision } from './evaluate.ts';
import { missingStatement } from './missing-statement.ts';

type Refusal = Extract<Decision, { readonly allowed: false }>;

/** AWS's refusal, carrying what AWS does not tell: the statement that would have allowed it. */
export class AccessDenied extends AwsError {
  readonly principal: Principal;
  readonly request: AccessRequest;
  /** For people: which statement is missing, or which one forbids. */
  readonly hint: string;

  constructor(principal: Principal, request: AccessRequest, refusal: Refusal) {
    super('AccessDenied', denialText(principal, request, refusal), { status: 403 });
    this.principal = principal;
    this.request = request;
    this.hint = missingStatement(principal, request, refusal);
  }
}

/** AWS: IAM User Guide, "Troubleshoot access denied error messages". */
export function denialText(principal: Principal, request: AccessRequest, refusal: Refusal): string {
  // S3 tells nothing to those whom it does not know.
  if (principal.kind === 'anonymous' && request.action.startsWith('s3:')) return 'Access Denied';
  // S3 puts the resource in quotes.
  const resource = request.action.startsWith('s3:') ? `"${request.resource}"` : request.resource;
  return `User: ${nameOf(principal)} is not authorized to perform: ${namedAction(request)} on resource: ${resource}${reasonOf(request, refusal)}`;
}

function reasonOf(request: AccessRequest, refusal: Refusal): string {
  const ofTrustPolicy = refusal.kind === 'resource-based policy' && request.action.startsWith('sts:');
  if (refusal.explicit && ofTrustPolicy) return ' with an explicit deny in the role trust policy';
  // AWS names the policy since 2026, inline and resource policies aside: they have no ARN.
  const named = refusal.explicit && refusal.policyArn !== undefined ? `: ${refusal.policyArn}` : '';
  if (refusal.explicit) return ` with an explicit deny in ${article(refusal.kind)} ${refusal.kind}${named}`;
  // STS does not tell what a role's trust policy lacks.
  if (ofTrustPolicy) return '';
  return ` because no ${refusal.kind} allows the ${namedAction(request)} action`;
}

/** SQS writes its actions small in refusals (seen in https://github.com/aws/serverless-application-model/issues/3633). */
function namedAction({ action }: AccessRequest): string {
  return action.startsWith('sqs:') ? action.toLowerCase() : action;
}

function article(kind: string): string {
  return kind.startsWith('i') ? 'an' : 'a';
}

/** How AWS names a principal in such texts. */
function nameOf(principal: Principal): string {
  switch (principal.kind) {
    case 'root':
      return `arn:aws:iam::${principal.account}:root`;
    case 'user':
    case 'assumed-role':
      return principal.arn;
    case 'service':
      return principal.service;
    case 'anonymous':
      return 'anonymous';
  }
}
