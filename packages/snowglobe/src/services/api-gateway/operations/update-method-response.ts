import type { MethodResponse, UpdateMethodResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchResponse } from '../errors.ts';
import { entry, type PatchRules, patched } from '../patch.ts';
import { methodOf, putMethodRow } from '../resource.ts';

const patches: PatchRules = {
  '/responseParameters/{}': entry('responseParameters', (value) => value === 'true'),
  '/responseModels/{}': entry('responseModels'),
};

export const updateMethodResponse: Operation<UpdateMethodResponseRequest, MethodResponse> = (input, call) => {
  const method = methodOf(call, input);
  const { statusCode = '' } = input;
  const before = method.methodResponses?.[statusCode];
  if (!before) throw noSuchResponse();
  const response = patched(before, input.patchOperations, patches);
  putMethodRow(call, input, { ...method, methodResponses: { ...method.methodResponses, [statusCode]: response } });
  return response;
};
