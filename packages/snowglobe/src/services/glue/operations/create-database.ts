import type { CreateDatabaseRequest } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { databasesOf, nameOf } from '../catalog.ts';
import { databaseExists, invalidInput, unsupported } from '../errors.ts';

export const createDatabase: Operation<CreateDatabaseRequest, object> = (input, call) => {
  const { DatabaseInput: database } = input;
  if (!database?.Name) throw invalidInput('DatabaseInput.Name is required.');
  if (database.FederatedDatabase ?? database.TargetDatabase) {
    throw unsupported('A database that is somewhere else (FederatedDatabase, TargetDatabase)');
  }
  const rows = databasesOf(call, input);
  const name = nameOf(database.Name);
  if (rows.has(name)) throw databaseExists();
  rows.put({ name, input: database, createdAt: call.globe.clock.now() });
  return {};
};
