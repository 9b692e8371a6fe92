import type { DeleteConnectionRequest, DeleteConnectionResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { changedConnection, requireConnection } from '../connection.ts';
import { connections } from '../tables.ts';
import { forgetToken } from '../targets/connection-authorization.ts';

export const deleteConnection: Operation<DeleteConnectionRequest, DeleteConnectionResponse> = (input, call) => {
  const row = requireConnection(call.globe, call.scope, input.Name ?? '');
  call.globe.store.collection(connections, call.scope).delete(row.name);
  forgetToken(call.globe, row.arn);
  return { ...changedConnection(row), ConnectionState: 'DELETING', LastAuthorizedTime: new Date(row.authorizedAt) };
};
