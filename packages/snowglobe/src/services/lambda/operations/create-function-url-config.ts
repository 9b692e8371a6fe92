import type { CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { conflict } from '../errors.ts';
import { requireVersion } from '../function.ts';
import { functionArn } from '../function-name.ts';
import { corsOf, findUrl, refuseAuthType, urlAddress, urlConfiguration, urlIdAlphabet } from '../function-url.ts';
import { type FunctionUrlRow, functionUrls } from '../tables.ts';

export const createFunctionUrlConfig: Operation<CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse> = (
  input,
  call,
) => {
  const { globe } = call;
  const address = urlAddress(input, call);
  requireVersion(globe, address);
  refuseAuthType(input.AuthType);
  if (findUrl(globe, address)) {
    throw conflict(
      `Failed to create function url config for [functionArn = ${functionArn(address)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
  }
  const now = globe.clock.now();
  const row: FunctionUrlRow = {
    functionName: address.name,
    qualifier: address.qualifier ?? '',
    urlId: globe.random.text(32, urlIdAlphabet),
    cors: corsOf(input.Cors),
    invokeMode: input.InvokeMode ?? 'BUFFERED',
    createdAt: now,
    lastModifiedAt: now,
  };
  globe.store.collection(functionUrls, address.scope).put(row);
  return urlConfiguration(globe, row, address.scope);
};
