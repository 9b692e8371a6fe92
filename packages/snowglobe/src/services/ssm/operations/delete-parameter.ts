import type { DeleteParameterRequest, DeleteParameterResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { findParameter, removeParameter } from '../parameter.ts';
import { parseReference } from '../parameter-name.ts';

export const deleteParameter: Operation<DeleteParameterRequest, DeleteParameterResult> = (input, call) => {
  const { name } = findParameter(call, parseReference(input.Name ?? '').name);
  removeParameter(call, name);
  return {};
};
