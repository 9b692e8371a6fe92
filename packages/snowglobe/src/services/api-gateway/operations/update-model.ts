import type { Model, UpdateModelRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { modelPatches, putModel } from '../model.ts';
import { patched } from '../patch.ts';
import { modelOf } from '../rows.ts';

export const updateModel: Operation<UpdateModelRequest, Model> = (input, call) => {
  const before = modelOf(call, input.restApiId, input.modelName);
  return putModel(call, input.restApiId, patched(before, input.patchOperations, modelPatches));
};
