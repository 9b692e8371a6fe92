import type { GetModelsRequest, Models } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { builtIn } from '../model.ts';
import { pageOf } from '../paging.ts';
import { partsOf } from '../rows.ts';
import { models } from '../tables.ts';

export const getModels: Operation<GetModelsRequest, Models> = (input, call) =>
  pageOf([...builtIn, ...partsOf(call, models, input.restApiId).range()], (row) => row, input);
