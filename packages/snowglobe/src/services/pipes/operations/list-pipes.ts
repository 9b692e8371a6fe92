import type { ListPipesRequest, ListPipesResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../page.ts';
import { pipesOf, shownPipe } from '../pipe.ts';

export const listPipes: Operation<ListPipesRequest, ListPipesResponse> = (input, call) => {
  const { CurrentState, DesiredState, NamePrefix = '', SourcePrefix = '', TargetPrefix = '' } = input;
  const rows = [...pipesOf(call.globe, call.scope).range({ prefix: NamePrefix })];
  const wanted = rows.filter(
    ({ desiredState, source, target }) =>
      [undefined, desiredState].includes(DesiredState) &&
      (CurrentState === undefined || CurrentState === desiredState) &&
      source.startsWith(SourcePrefix) &&
      target.startsWith(TargetPrefix),
  );
  const { page, next } = pageOf(wanted, input);
  return { Pipes: page.map(shownPipe), ...next };
};
