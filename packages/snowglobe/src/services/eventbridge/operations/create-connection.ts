import type { CreateConnectionRequest, CreateConnectionResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { changedConnection, checkedParameters, connectionArn, secretArn } from '../connection.ts';
import { alreadyExists, unsupported } from '../errors.ts';
import { type ConnectionRow, connections } from '../tables.ts';

export const createConnection: Operation<CreateConnectionRequest, CreateConnectionResponse> = (input, call) => {
  if (input.KmsKeyIdentifier !== undefined) throw unsupported('KmsKeyIdentifier');
  if (input.InvocationConnectivityParameters !== undefined) throw unsupported('InvocationConnectivityParameters');
  const name = input.Name ?? '';
  const rows = call.globe.store.collection(connections, call.scope);
  if (rows.has(name)) throw alreadyExists('Connection', name);
  const authorizationType = input.AuthorizationType ?? 'API_KEY';
  const id = call.globe.random.uuid();
  const now = call.globe.clock.now();
  const row: ConnectionRow = {
    name,
    arn: connectionArn(call.scope, name, id),
    ...(input.Description !== undefined && { description: input.Description }),
    authorizationType,
    parameters: checkedParameters(authorizationType, input.AuthParameters),
    secretArn: secretArn(call.scope, name, id),
    state: 'AUTHORIZED',
    createdAt: now,
    modifiedAt: now,
    authorizedAt: now,
  };
  rows.put(row);
  return changedConnection(row);
};
