import type { GetParameterHistoryRequest, GetParameterHistoryResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { defaultPageSize } from '../limits.ts';
import { pageOf } from '../page.ts';
import { describeMetadata, findParameter, shownValue, versionsOf } from '../parameter.ts';
import { parseReference } from '../parameter-name.ts';
import { versionKey } from '../tables.ts';

export const getParameterHistory: Operation<GetParameterHistoryRequest, GetParameterHistoryResult> = (input, call) => {
  const { name } = findParameter(call, parseReference(input.Name ?? '').name);
  const size = input.MaxResults ?? defaultPageSize.history;
  const rows = [...versionsOf(call, name).range()];
  const { page, nextToken } = pageOf(rows, ({ version }) => versionKey(version), size, input.NextToken);
  return {
    Parameters: page.map((row) => ({
      ...describeMetadata(row),
      Value: shownValue(row, input.WithDecryption),
      Labels: [...row.labels],
    })),
    NextToken: nextToken,
  };
};
