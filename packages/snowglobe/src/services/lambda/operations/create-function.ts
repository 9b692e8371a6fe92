import type { CreateFunctionRequest, FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Call, Operation } from '../../../contract/operation.ts';
import { type ReceivedCode, receiveCode, storeCode } from '../code.ts';
import { functionExists } from '../errors.ts';
import { findFunction, latest } from '../function.ts';
import { functionConfiguration } from '../function-configuration.ts';
import { type FunctionAddress, functionAddress, functionArn } from '../function-name.ts';
import { settingsFrom } from '../function-settings.ts';
import { lambdaRuntime } from '../lambda-runtime.ts';
import { publishVersion } from '../publish.ts';
import { functions, type VersionRow, versions } from '../tables.ts';

export const createFunction: Operation<CreateFunctionRequest, FunctionConfiguration> = async (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope);
  refuseExisting(call, address);
  const code = await receiveCode(input.Code ?? {}, call);
  const row = call.step(() => create(input, call, address, code));
  lambdaRuntime(call.globe).prepare(row.memoryMb);
  // AWS: a function is Pending first. Here it is Active by the next request.
  return functionConfiguration(row, address.scope, { state: 'Pending' });
};

function refuseExisting(call: Call, address: FunctionAddress): void {
  if (findFunction(call.globe, address)) throw functionExists(address.name);
}

function create(input: CreateFunctionRequest, call: Call, address: FunctionAddress, code: ReceivedCode): VersionRow {
  const { globe } = call;
  const { scope, name } = address;
  refuseExisting(call, address);
  const now = globe.clock.now();
  const row: VersionRow = {
    functionName: name,
    version: latest,
    ...settingsFrom(input, undefined, { globe, scope, functionName: name }),
    code: storeCode(globe, code),
    codeSha256: code.sha256,
    codeBytes: code.bytes,
    revisionId: globe.random.uuid(),
    lastModifiedAt: now,
  };
  globe.store.collection(functions, scope).put({
    name,
    arn: functionArn({ scope, name, qualifier: undefined }),
    createdAt: now,
    nextVersion: 1,
    tags: input.Tags ?? {},
  });
  globe.store.collection(versions, scope).put(row);
  return input.Publish ? publishVersion(globe, address, {}) : row;
}
