import type { DeleteStageRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { stageInUse } from '../errors.ts';
import { rowsOf, stageOf } from '../rows.ts';
import { apiMappings, domainNames, stages } from '../tables.ts';

export const deleteStage: Operation<DeleteStageRequest, object> = (input, call) => {
  const apiId = input.ApiId ?? '';
  const { stageName } = stageOf(call, apiId, input.StageName);
  const mapped = [...rowsOf(call, domainNames).range()].some(({ domainName }) =>
    [...rowsOf(call, apiMappings, domainName).range()].some(
      (mapping) => mapping.apiId === apiId && mapping.stageName === stageName,
    ),
  );
  if (mapped) throw stageInUse();
  rowsOf(call, stages, apiId).delete(stageName);
  return {};
};
