import type {
  InviteAccountToOrganizationRequest,
  InviteAccountToOrganizationResponse,
} from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { describeHandshake, handshakesOf } from '../account.ts';
import { alreadyInOrganization } from '../errors.ts';
import { idAlphabet } from '../id-alphabet.ts';
import { accountsOf, requireManagement } from '../organization.ts';

export const inviteAccountToOrganization: Operation<
  InviteAccountToOrganizationRequest,
  InviteAccountToOrganizationResponse
> = (input, call) => {
  const organization = requireManagement(call);
  const accountId = input.Target?.Id ?? '';
  if (accountsOf(call).has(accountId)) throw alreadyInOrganization();
  const row = {
    handshakeId: `h-${call.globe.random.text(10, idAlphabet)}`,
    accountId,
    name: accountId,
    state: 'OPEN' as const,
    requestedAt: call.globe.clock.now(),
  };
  handshakesOf(call).put(row);
  return { Handshake: describeHandshake(organization, row) };
};
