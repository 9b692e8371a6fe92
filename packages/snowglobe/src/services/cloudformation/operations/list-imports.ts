import type { ListImportsInput, ListImportsOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { importersOf } from '../../../stacks/state/stacks.ts';
import { exportNotImported } from '../errors.ts';
import { pageOf } from '../page.ts';

export const listImports: Operation<ListImportsInput, ListImportsOutput> = (input, call) => {
  const name = input.ExportName ?? '';
  const importers = importersOf(call.globe, call.scope, name);
  if (importers.length === 0) throw exportNotImported(name);
  const { items, ...page } = pageOf(importers, input.NextToken);
  return { Imports: [...items], ...page };
};
