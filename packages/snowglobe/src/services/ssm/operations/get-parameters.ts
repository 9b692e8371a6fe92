import type { GetParametersRequest, GetParametersResult, Parameter } from '@aws-sdk/client-ssm';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Operation } from '../../../contract/operation.ts';
import { describeParameter, findVersion } from '../parameter.ts';

/** Names that lead nowhere are listed, not refused. */
export const getParameters: Operation<GetParametersRequest, GetParametersResult> = (input, call) => {
  const found: Parameter[] = [];
  const invalid: string[] = [];
  for (const name of input.Names ?? []) {
    try {
      const { row, selector } = findVersion(call, name);
      found.push(describeParameter(call, row, input.WithDecryption, selector));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      invalid.push(name);
    }
  }
  return { Parameters: found, InvalidParameters: invalid };
};
