import type { DeauthorizeConnectionRequest, DeauthorizeConnectionResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { changedConnection, requireConnection } from '../connection.ts';
import { connections } from '../tables.ts';
import { forgetToken } from '../targets/connection-authorization.ts';

export const deauthorizeConnection: Operation<DeauthorizeConnectionRequest, DeauthorizeConnectionResponse> = (
  input,
  call,
) => {
  const known = requireConnection(call.globe, call.scope, input.Name ?? '');
  const row = { ...known, parameters: {}, state: 'DEAUTHORIZED', modifiedAt: call.globe.clock.now() } as const;
  call.globe.store.collection(connections, call.scope).put(row);
  forgetToken(call.globe, row.arn);
  return { ...changedConnection(row), LastAuthorizedTime: new Date(row.authorizedAt) };
};
