import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
let iam: IAMClient;
beforeAll(async () => {
  globe = await startTestGlobe({ clock: 'held' });
  iam = globe.client(IAMClient);
});
afterAll(() => globe.stop());

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const allow = (action: string, resource = '*') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] });

async function makeRole(RoleName: string) {
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
}

describe('a simulation', () => {
  it('tells what a role may do, by attached policies too', async () => {
    await makeRole('simulated');
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: 'sim', PolicyDocument: allow('s3:Get*', 'arn:aws:s3:::b/*') }),
    );
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'simulated', PolicyArn: Policy?.Arn }));
    const { EvaluationResults } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: 'arn:aws:iam::000000000000:role/simulated',
        ActionNames: ['s3:GetObject', 's3:PutObject'],
        ResourceArns: ['arn:aws:s3:::b/k'],
      }),
    );
    expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'implicitDeny']);
  });

  it('shows the statements that decided, where they stand, and the context that was missing', async () => {
    await makeRole('examined');
    const PolicyDocument = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:*", "Resource": "*",
      "Condition": { "StringEquals": { "aws:PrincipalTag/team": "snow" } } },
    { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }
  ]
}`;
    await iam.send(new PutRolePolicyCommand({ RoleName: 'examined', PolicyName: 'reading', PolicyDocument }));
    const { EvaluationResults } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: 'arn:aws:iam::000000000000:role/examined',
        ActionNames: ['s3:GetObject'],
        PermissionsBoundaryPolicyInputList: [allow('s3:GetObject')],
      }),
    );
    expect(EvaluationResults).toMatchObject([
      {
        EvalDecision: 'allowed',
        MatchedStatements: [
          {
            SourcePolicyId: 'role_examined_reading',
            SourcePolicyType: 'role',
            StartPosition: { Line: 6, Column: 5 },
            EndPosition: { Line: 6, Column: 69 },
          },
        ],
        MissingContextValues: ['aws:principaltag/team'],
        PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
      },
    ]);
  });

  it('asks a resource’s policy about a caller', async () => {
    const ResourcePolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }],
    });
    const simulate = (more: object) =>
      iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: 'arn:aws:iam::000000000000:role/examined',
          ActionNames: ['s3:GetObject'],
          ContextEntries: [],
          ResourceArns: ['arn:aws:s3:::b/k'],
          ResourcePolicy,
          ...more,
        }),
      );
    await expect(simulate({})).rejects.toMatchObject({ name: 'InvalidInputException' });
    await expect(
      simulate({ ResourcePolicy: '{', CallerArn: 'arn:aws:iam::000000000000:user/ada' }),
    ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
    const { EvaluationResults } = await simulate({ CallerArn: 'arn:aws:iam::000000000000:user/ada' });
    expect(EvaluationResults).toMatchObject([
      {
        EvalDecision: 'explicitDeny',
        EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'explicitDeny' },
        MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy', SourcePolicyType: 'resource' }],
      },
    ]);
  });
});

it('GetAccountAuthorizationDetails tells everything that policies are about, page by page', async () => {
  const { RoleDetailList, UserDetailList } = await iam.send(
    new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }),
  );
  expect(UserDetailList).toEqual([]);
  const examined = RoleDetailList?.find(({ RoleName }) => RoleName === 'examined');
  expect(examined?.RolePolicyList?.map(({ PolicyName }) => PolicyName)).toEqual(['reading']);
  const first = await iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1 }));
  expect(first.IsTruncated).toBe(true);
  const rest = await iam.send(new GetAccountAuthorizationDetailsCommand({ Marker: first.Marker, MaxItems: 1000 }));
  expect(rest.Policies?.some(({ PolicyName }) => PolicyName === 'AdministratorAccess')).toBe(true);
});
