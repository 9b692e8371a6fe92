import type { GetParameterRequest, GetParameterResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { describeParameter, findVersion } from '../parameter.ts';

export const getParameter: Operation<GetParameterRequest, GetParameterResult> = (input, call) => {
  const { row, selector } = findVersion(call, input.Name ?? '');
  return { Parameter: describeParameter(call, row, input.WithDecryption, selector) };
};
