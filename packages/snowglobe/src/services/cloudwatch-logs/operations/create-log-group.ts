import type { CreateLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Call, Operation } from '../../../contract/operation.ts';
import { logGroupTaken, notSupported } from '../errors.ts';
import { groupsOf } from '../log-group.ts';

export const createLogGroup: Operation<CreateLogGroupRequest, object> = (input, call) => {
  const { logGroupName = '', kmsKeyId, logGroupClass = 'STANDARD' } = input;
  if (input.deletionProtectionEnabled) throw notSupported('deletionProtectionEnabled');
  const rows = groupsOf(call.globe, call.scope);
  if (rows.has(logGroupName)) throw logGroupTaken();
  rows.put({
    logGroupName,
    createdAt: call.globe.clock.now(),
    logGroupClass,
    tags: input.tags ?? {},
    madeByRuntime: isFromRuntime(call),
    storedBytes: 0,
    ...(kmsKeyId !== undefined && { kmsKeyId }),
  });
  return {};
};

/** Only a function's environment writes logs in a role's name from inside the process. */
function isFromRuntime({ http, caller }: Call): boolean {
  return http.method === '' && caller.kind === 'assumed-role';
}
