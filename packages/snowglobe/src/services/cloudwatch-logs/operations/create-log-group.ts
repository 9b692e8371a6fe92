import type { CreateLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Call, Operation } from '../../../contract/operation.ts';
import { groupDataKey } from '../encryption.ts';
import { logGroupTaken, notSupported } from '../errors.ts';
import { groupsOf } from '../log-group.ts';
import type { LogGroupRow } from '../tables.ts';

export const createLogGroup: Operation<CreateLogGroupRequest, object> = (input, call) => {
  const { logGroupName = '', kmsKeyId } = input;
  if (input.deletionProtectionEnabled) throw notSupported('deletionProtectionEnabled');
  const rows = groupsOf(call.globe, call.scope);
  if (rows.has(logGroupName)) throw logGroupTaken();
  const create = (dataKey?: string) => {
    if (rows.has(logGroupName)) throw logGroupTaken();
    rows.put({ ...newGroup(input, call), ...(dataKey !== undefined && { dataKey }) });
    return {};
  };
  if (kmsKeyId === undefined) return create();
  return groupDataKey(call, logGroupName, kmsKeyId).then((dataKey) => call.step(() => create(dataKey)));
};

function newGroup(input: CreateLogGroupRequest, call: Call): LogGroupRow {
  const { logGroupName = '', kmsKeyId, logGroupClass = 'STANDARD' } = input;
  return {
    logGroupName,
    createdAt: call.globe.clock.now(),
    logGroupClass,
    tags: input.tags ?? {},
    madeByRuntime: isFromRuntime(call),
    storedBytes: 0,
    ...(kmsKeyId !== undefined && { kmsKeyId }),
  };
}

/** Only a function's environment writes logs in a role's name from inside the process. */
function isFromRuntime({ http, caller }: Call): boolean {
  return http.method === '' && caller.kind === 'assumed-role';
}
