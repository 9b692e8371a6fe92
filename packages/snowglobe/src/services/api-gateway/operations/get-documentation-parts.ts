import type { DocumentationParts, GetDocumentationPartsRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { partsOf } from '../rows.ts';
import { documentationParts } from '../tables.ts';

export const getDocumentationParts: Operation<GetDocumentationPartsRequest, DocumentationParts> = (input, call) => {
  const { type, path, nameQuery } = input;
  const wanted = [...partsOf(call, documentationParts, input.restApiId).range()].filter(
    ({ location }) =>
      (type === undefined || location?.type === type) &&
      (path === undefined || location?.path === path) &&
      (nameQuery === undefined || (location?.name ?? '').includes(nameQuery)),
  );
  return pageOf(wanted, (row) => row, input);
};
