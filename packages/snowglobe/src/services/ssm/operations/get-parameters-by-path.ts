import type { GetParametersByPathRequest, GetParametersByPathResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { validation } from '../errors.ts';
import { defaultPageSize } from '../limits.ts';
import { pageOf } from '../page.ts';
import { describeParameter, newestVersion, parametersOf } from '../parameter.ts';
import { isUnder, passes } from '../parameter-filter.ts';

export const getParametersByPath: Operation<GetParametersByPathRequest, GetParametersByPathResult> = (input, call) => {
  const path = input.Path ?? '';
  if (!path.startsWith('/')) {
    throw validation(
      'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
    );
  }
  const listed = [...parametersOf(call).range()]
    .filter(({ name }) => isUnder(name, path, input.Recursive === true))
    .map((parameter) => ({ parameter, version: newestVersion(call, parameter) }))
    .filter((entry) => passes(entry, input.ParameterFilters));
  const size = input.MaxResults ?? defaultPageSize.byPath;
  const { page, nextToken } = pageOf(listed, ({ parameter }) => parameter.name, size, input.NextToken);
  return {
    Parameters: page.map(({ version }) => describeParameter(call, version, input.WithDecryption)),
    NextToken: nextToken,
  };
};
