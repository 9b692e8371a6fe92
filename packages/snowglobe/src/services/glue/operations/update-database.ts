import type { UpdateDatabaseRequest } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { databasesOf, getDatabaseRow, nameOf } from '../catalog.ts';
import { invalidInput } from '../errors.ts';

export const updateDatabase: Operation<UpdateDatabaseRequest, object> = (input, call) => {
  const row = getDatabaseRow(call, input, input.Name);
  if (!input.DatabaseInput || nameOf(input.DatabaseInput.Name) !== row.name) {
    throw invalidInput('A database cannot be renamed.');
  }
  databasesOf(call, input).put({ ...row, input: input.DatabaseInput });
  return {};
};
