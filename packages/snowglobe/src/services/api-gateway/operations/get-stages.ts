import type { GetStagesRequest, Stages } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { partsOf } from '../rows.ts';
import { stages } from '../tables.ts';

export const getStages: Operation<GetStagesRequest, Stages> = (input, call) => {
  const all = [...partsOf(call, stages, input.restApiId).range()];
  const { deploymentId } = input;
  return { item: all.filter((each) => deploymentId === undefined || each.deploymentId === deploymentId) };
};
