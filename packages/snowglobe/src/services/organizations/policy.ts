import type { Policy, PolicySummary } from '@aws-sdk/client-organizations';
import { organizationPolicyArn } from '../../access/organization.ts';
import type {
  OrganizationPolicyRow,
  OrganizationPolicyType,
  OrganizationRow,
} from '../../access/organization-tables.ts';
import { listOf, type PolicyDocument, type StatementElement } from '../../access/policy-document.ts';
import { policyFault } from '../../access/policy-syntax.ts';
import type { Call } from '../../contract/operation.ts';
import { awsManagedPolicy, duplicatePolicy, malformedPolicy, policyNotFound } from './errors.ts';
import { policiesOf, targetsOf } from './organization.ts';

export function requirePolicy(call: Call, policyId: string | undefined): OrganizationPolicyRow {
  const row = policiesOf(call).get(policyId ?? '');
  if (!row) throw policyNotFound();
  return row;
}

/** The same, when it may be changed. */
export function requireOwnPolicy(call: Call, policyId: string | undefined): OrganizationPolicyRow {
  const row = requirePolicy(call, policyId);
  if (row.awsManaged) throw awsManagedPolicy();
  return row;
}

/** The text, when it is a policy as organizations take them. */
export function checkedContent(content: string | undefined, type: OrganizationPolicyType): string {
  if (content === undefined || contentFault(content, type)) throw malformedPolicy();
  return content;
}

/** Resource control policies only deny, and name everyone. AWS: Organizations User Guide, "RCP syntax". */
function contentFault(content: string, type: OrganizationPolicyType): boolean {
  if (type === 'SERVICE_CONTROL_POLICY') return policyFault(content, 'identity') !== undefined;
  const statements = statementsIn(content);
  const wellFormed = statements.every(({ Effect, Principal }) => Effect === 'Deny' && Principal === '*');
  const rest = statements.map(({ Principal: _everyone, ...others }) => others);
  const plain = JSON.stringify({ Version: '2012-10-17', Statement: rest });
  return !wellFormed || policyFault(plain, 'identity') !== undefined;
}

function statementsIn(content: string): readonly Partial<StatementElement>[] {
  try {
    return listOf((JSON.parse(content) as Partial<PolicyDocument>).Statement);
  } catch {
    return [];
  }
}

export function checkedName(call: Call, name: string | undefined, type: OrganizationPolicyType, own = ''): string {
  const taken = [...policiesOf(call).range()].some(
    (row) => row.name === name && row.type === type && row.policyId !== own,
  );
  if (taken) throw duplicatePolicy();
  return name ?? '';
}

export function summaryOf(organization: OrganizationRow, row: OrganizationPolicyRow): PolicySummary {
  return {
    Id: row.policyId,
    Arn: organizationPolicyArn(organization, row),
    Name: row.name,
    Description: row.description,
    Type: row.type,
    AwsManaged: row.awsManaged,
  };
}

export function describePolicy(organization: OrganizationRow, row: OrganizationPolicyRow): Policy {
  return { PolicySummary: summaryOf(organization, row), Content: row.content };
}

const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});
const everyone = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

/** The policies that AWS attaches to everything when a type is enabled. */
const fullAccess: Readonly<
  Record<OrganizationPolicyType, Pick<OrganizationPolicyRow, 'policyId' | 'name' | 'description' | 'content'>>
> = {
  SERVICE_CONTROL_POLICY: {
    policyId: 'p-FullAWSAccess',
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    content: everything,
  },
  RESOURCE_CONTROL_POLICY: {
    policyId: 'p-RCPFullAWSAccess',
    name: 'RCPFullAWSAccess',
    description: 'Allows access to every resource',
    content: everyone,
  },
};

/** Puts the policy that allows everything on every target. */
export function attachFullAccess(call: Call, organization: OrganizationRow, type: OrganizationPolicyType): void {
  const targetIds = targetsOf(call, organization).map(({ id }) => id);
  policiesOf(call).put({ ...fullAccess[type], type, awsManaged: true, targetIds });
}

/** A new target gets the policy that allows everything, of each enabled type. */
export function welcomeTarget(call: Call, { enabledPolicyTypes }: OrganizationRow, id: string): void {
  for (const type of enabledPolicyTypes) {
    const row = policiesOf(call).get(fullAccess[type].policyId);
    if (row) policiesOf(call).put({ ...row, targetIds: [...row.targetIds, id] });
  }
}

/** Takes every policy off a target that goes. */
export function leaveTarget(call: Call, id: string): void {
  const attached = [...policiesOf(call).range()].filter((row) => row.targetIds.includes(id));
  for (const row of attached) {
    policiesOf(call).put({ ...row, targetIds: row.targetIds.filter((each) => each !== id) });
  }
}
