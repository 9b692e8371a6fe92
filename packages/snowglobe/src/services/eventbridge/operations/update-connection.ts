import type { UpdateConnectionRequest, UpdateConnectionResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { changedConnection, checkedParameters, requireConnection } from '../connection.ts';
import { unsupported } from '../errors.ts';
import { type ConnectionRow, connections } from '../tables.ts';
import { forgetToken } from '../targets/connection-authorization.ts';

export const updateConnection: Operation<UpdateConnectionRequest, UpdateConnectionResponse> = (input, call) => {
  if (input.KmsKeyIdentifier !== undefined) throw unsupported('KmsKeyIdentifier');
  if (input.InvocationConnectivityParameters !== undefined) throw unsupported('InvocationConnectivityParameters');
  const known = requireConnection(call.globe, call.scope, input.Name ?? '');
  const authorizationType = input.AuthorizationType ?? known.authorizationType;
  const given = input.AuthParameters && { ...known.parameters, ...input.AuthParameters };
  const now = call.globe.clock.now();
  const row: ConnectionRow = {
    ...known,
    ...(input.Description !== undefined && { description: input.Description }),
    authorizationType,
    parameters: checkedParameters(authorizationType, given ?? known.parameters),
    state: 'AUTHORIZED',
    modifiedAt: now,
    authorizedAt: now,
  };
  call.globe.store.collection(connections, call.scope).put(row);
  forgetToken(call.globe, row.arn);
  return { ...changedConnection(row), LastAuthorizedTime: new Date(row.authorizedAt) };
};
