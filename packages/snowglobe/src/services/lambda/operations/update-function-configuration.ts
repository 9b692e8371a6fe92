import type { FunctionConfiguration, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { preconditionFailed } from '../errors.ts';
import { latest, requireVersion } from '../function.ts';
import { functionConfiguration } from '../function-configuration.ts';
import { functionAddress, functionArn } from '../function-name.ts';
import { settingsFrom } from '../function-settings.ts';
import { lambdaRuntime } from '../lambda-runtime.ts';
import { type VersionRow, versions } from '../tables.ts';

export const updateFunctionConfiguration: Operation<UpdateFunctionConfigurationRequest, FunctionConfiguration> = (
  input,
  call,
) => {
  const { globe } = call;
  const address = { ...functionAddress(input.FunctionName ?? '', call.scope), qualifier: undefined };
  const { scope, name } = address;
  const current = requireVersion(globe, { ...address, qualifier: latest });
  if (input.RevisionId !== undefined && input.RevisionId !== current.revisionId) {
    throw preconditionFailed('GetFunction/GetAlias');
  }
  const row: VersionRow = {
    ...current,
    ...settingsFrom(input, current, { globe, scope, functionName: name }),
    revisionId: globe.random.uuid(),
    lastModifiedAt: globe.clock.now(),
  };
  globe.store.collection(versions, scope).put(row);
  lambdaRuntime(globe).retire(functionArn(address));
  return functionConfiguration(row, scope);
};
