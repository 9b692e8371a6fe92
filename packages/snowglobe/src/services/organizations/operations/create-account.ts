import type { CreateAccountRequest, CreateAccountResponse } from '@aws-sdk/client-organizations';
import type { Call, Operation } from '../../../contract/operation.ts';
import { describeStatus, handshakesOf, joinOrganization } from '../account.ts';
import { idAlphabet } from '../id-alphabet.ts';
import { requireManagement } from '../organization.ts';

export const createAccount: Operation<CreateAccountRequest, CreateAccountResponse> = async (input, call) => {
  const organization = requireManagement(call);
  const { random, clock } = call.globe;
  const accountId = random.text(12, '0123456789');
  const name = input.AccountName ?? '';
  joinOrganization(call, organization, { accountId, name, email: input.Email ?? '', joinedMethod: 'CREATED' });
  const row = {
    handshakeId: `car-${random.text(32, idAlphabet)}`,
    accountId,
    name,
    state: 'SUCCEEDED' as const,
    requestedAt: clock.now(),
  };
  handshakesOf(call).put(row);
  await makeAccessRole(call, accountId, input.RoleName ?? 'OrganizationAccountAccessRole');
  return { CreateAccountStatus: describeStatus(row, 'IN_PROGRESS') };
};

/** The role through which the management account administers a new one. AWS: Organizations User Guide, "Accessing member accounts". */
async function makeAccessRole(call: Call, account: string, RoleName: string): Promise<void> {
  const trust = { Effect: 'Allow', Principal: { AWS: call.scope.account }, Action: 'sts:AssumeRole' };
  const iam = (operation: string, input: object) =>
    call.globe.call({
      service: 'iam',
      operation,
      input,
      scope: { account, region: 'us-east-1' },
      caller: { kind: 'root', account },
      cause: call.cause,
    });
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await iam('CreateRole', { RoleName, AssumeRolePolicyDocument });
  await iam('AttachRolePolicy', { RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
}
