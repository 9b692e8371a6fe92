import type { AcceptHandshakeRequest, AcceptHandshakeResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { describeHandshake, handshakesOf, joinOrganization } from '../account.ts';
import { handshakeNotFound } from '../errors.ts';
import { organizationsOf } from '../organization.ts';

export const acceptHandshake: Operation<AcceptHandshakeRequest, AcceptHandshakeResponse> = (input, call) => {
  const row = handshakesOf(call).get(input.HandshakeId ?? '');
  const organization = organizationsOf(call).get('organization');
  if (!row || !organization || row.state !== 'OPEN' || row.accountId !== call.scope.account) throw handshakeNotFound();
  const { accountId, name } = row;
  joinOrganization(call, organization, { accountId, name, email: `${accountId}@example.com`, joinedMethod: 'INVITED' });
  const accepted = { ...row, state: 'ACCEPTED' as const };
  handshakesOf(call).put(accepted);
  return { Handshake: describeHandshake(organization, accepted) };
};
