import type { FunctionConfiguration, UpdateFunctionCodeRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { receiveCode, storeCode } from '../code.ts';
import { preconditionFailed } from '../errors.ts';
import { latest, requireVersion } from '../function.ts';
import { functionConfiguration } from '../function-configuration.ts';
import { functionAddress, functionArn } from '../function-name.ts';
import { lambdaRuntime } from '../lambda-runtime.ts';
import { publishVersion } from '../publish.ts';
import { type VersionRow, versions } from '../tables.ts';

export const updateFunctionCode: Operation<UpdateFunctionCodeRequest, FunctionConfiguration> = async (input, call) => {
  const { globe } = call;
  const address = { ...functionAddress(input.FunctionName ?? '', call.scope), qualifier: undefined };
  requireVersion(globe, address);
  const code = await receiveCode(input, call);
  const row = call.step(() => {
    const current = requireVersion(globe, { ...address, qualifier: latest });
    if (input.RevisionId !== undefined && input.RevisionId !== current.revisionId) {
      throw preconditionFailed('GetFunction/GetAlias');
    }
    const changed: VersionRow = {
      ...current,
      code: storeCode(globe, code),
      codeSha256: code.sha256,
      codeBytes: code.bytes,
      architectures: input.Architectures ?? current.architectures,
      revisionId: globe.random.uuid(),
      lastModifiedAt: globe.clock.now(),
    };
    if (input.DryRun) return changed;
    globe.store.collection(versions, address.scope).put(changed);
    return input.Publish ? publishVersion(globe, address, {}) : changed;
  });
  if (!input.DryRun) lambdaRuntime(globe).retire(functionArn(address));
  return functionConfiguration(row, address.scope);
};
