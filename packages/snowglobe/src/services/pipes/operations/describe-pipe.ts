import type { DescribePipeRequest, DescribePipeResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { requirePipe, shownPipe } from '../pipe.ts';
import { shownLog } from '../pipe-log.ts';

export const describePipe: Operation<DescribePipeRequest, DescribePipeResponse> = (input, call) => {
  const row = requirePipe(call.globe, call.scope, input.Name ?? '');
  return {
    ...shownPipe(row),
    RoleArn: row.roleArn,
    SourceParameters: row.sourceParameters,
    TargetParameters: row.targetParameters,
    Tags: { ...row.tags },
    ...(row.description !== undefined && { Description: row.description }),
    ...(row.log && { LogConfiguration: shownLog(row.log) }),
    ...(row.key && { KmsKeyIdentifier: row.key.id }),
    ...(row.enrichmentParameters !== undefined && { EnrichmentParameters: row.enrichmentParameters }),
  };
};
