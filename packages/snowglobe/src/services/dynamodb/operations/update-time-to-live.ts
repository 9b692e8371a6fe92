import type { UpdateTimeToLiveInput, UpdateTimeToLiveOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { validation } from '../errors.ts';
import { markExpiries } from '../expiry.ts';
import { syncReplicas } from '../replica.ts';
import { openNamedTable, saveTable } from '../table.ts';

export const updateTimeToLive: Operation<UpdateTimeToLiveInput, UpdateTimeToLiveOutput> = (input, call) => {
  const table = openNamedTable(call, input.TableName as string);
  const { Enabled: isWanted, AttributeName: name = '' } = input.TimeToLiveSpecification ?? {};
  const present = table.row.timeToLiveAttribute;
  if (isWanted && present !== undefined) {
    throw validation(
      present === name
        ? 'TimeToLive is already enabled'
        : `TimeToLive is active on a different AttributeName: current AttributeName is ${present}`,
    );
  }
  if (!isWanted && present === undefined) throw validation('TimeToLive is already disabled');
  if (!isWanted && present !== name) {
    throw validation(`TimeToLive is active on a different AttributeName: current AttributeName is ${present}`);
  }
  const { timeToLiveAttribute: _, ...row } = table.row;
  const changed = saveTable(table, isWanted ? { ...row, timeToLiveAttribute: name } : row);
  markExpiries(changed);
  syncReplicas(changed);
  return { TimeToLiveSpecification: { Enabled: isWanted === true, AttributeName: name } };
};
