import type { DescribePipeRequest, DescribePipeResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { requirePipe, shownPipe } from '../pipe.ts';

export const describePipe: Operation<DescribePipeRequest, DescribePipeResponse> = (input, call) => {
  const row = requirePipe(call.globe, call.scope, input.Name ?? '');
  return {
    ...shownPipe(row),
    RoleArn: row.roleArn,
    SourceParameters: row.sourceParameters,
    TargetParameters: row.targetParameters,
    Tags: { ...row.tags },
    ...(row.description !== undefined && { Description: row.description }),
    ...(row.enrichmentParameters !== undefined && { EnrichmentParameters: row.enrichmentParameters }),
  };
};
