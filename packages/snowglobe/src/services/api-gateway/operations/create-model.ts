import type { CreateModelRequest, Model } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createModel as newModel } from '../model.ts';

export const createModel: Operation<CreateModelRequest, Model> = (input, call) => {
  const { restApiId, name = '', ...given } = input;
  return newModel(call, restApiId, { ...given, name });
};
