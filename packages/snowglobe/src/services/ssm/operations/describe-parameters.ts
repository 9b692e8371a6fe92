import type { DescribeParametersRequest, DescribeParametersResult, ParameterStringFilter } from '@aws-sdk/client-ssm';
import { formatArn } from '../../../contract/arn.ts';
import type { Operation } from '../../../contract/operation.ts';
import { validation } from '../errors.ts';
import { defaultPageSize } from '../limits.ts';
import { pageOf } from '../page.ts';
import { describeMetadata, newestVersion, parametersOf } from '../parameter.ts';
import { passes } from '../parameter-filter.ts';
import { arnResource } from '../parameter-name.ts';

export const describeParameters: Operation<DescribeParametersRequest, DescribeParametersResult> = (input, call) => {
  if (input.Shared === true) throw validation('Shared parameters are not supported here: Shared');
  if (input.Filters !== undefined && input.ParameterFilters !== undefined) {
    throw validation('You can use either Filters or ParameterFilters in a single request.');
  }
  const filters = input.ParameterFilters ?? oldFilters(input.Filters);
  const listed = [...parametersOf(call).range()]
    .map((parameter) => ({ parameter, version: newestVersion(call, parameter) }))
    .filter((entry) => passes(entry, filters));
  const size = input.MaxResults ?? defaultPageSize.describe;
  const { page, nextToken } = pageOf(listed, ({ parameter }) => parameter.name, size, input.NextToken);
  return {
    Parameters: page.map(({ version }) => ({
      ...describeMetadata(version),
      ARN: formatArn('ssm', call.scope, arnResource(version.name)),
    })),
    NextToken: nextToken,
  };
};

/** The older kind of filter compares the beginning of names. */
function oldFilters(filters: DescribeParametersRequest['Filters']): ParameterStringFilter[] | undefined {
  return filters?.map(({ Key, Values }) => ({
    Key,
    Values,
    Option: Key === 'Name' ? 'BeginsWith' : 'Equals',
  }));
}
