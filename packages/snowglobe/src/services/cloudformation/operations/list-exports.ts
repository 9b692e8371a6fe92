import type { ListExportsInput, ListExportsOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { exportsIn } from '../../../stacks/state/stacks.ts';
import { pageOf } from '../page.ts';

export const listExports: Operation<ListExportsInput, ListExportsOutput> = (input, call) => {
  const exports = [...exportsIn(call.globe, call.scope).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, ...page } = pageOf(exports, input.NextToken);
  return {
    Exports: items.map(({ name, value, stack }) => ({ ExportingStackId: stack.stackId, Name: name, Value: value })),
    ...page,
  };
};
