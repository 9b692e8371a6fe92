import type { GetModelRequest, Model } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { builtIn } from '../model.ts';
import { apiOf, modelOf } from '../rows.ts';

export const getModel: Operation<GetModelRequest, Model> = (input, call) => {
  apiOf(call, input.restApiId);
  return builtIn.find(({ name }) => name === input.modelName) ?? modelOf(call, input.restApiId, input.modelName);
};
