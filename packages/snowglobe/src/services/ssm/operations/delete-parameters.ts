import type { DeleteParametersRequest, DeleteParametersResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { removeParameter } from '../parameter.ts';
import { parseReference } from '../parameter-name.ts';

export const deleteParameters: Operation<DeleteParametersRequest, DeleteParametersResult> = (input, call) => {
  const deleted: string[] = [];
  const invalid: string[] = [];
  for (const name of input.Names ?? []) {
    (removeParameter(call, parseReference(name).name) ? deleted : invalid).push(name);
  }
  return { DeletedParameters: deleted, InvalidParameters: invalid };
};
