import type { DeleteDocumentationPartRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { partOf } from '../documentation.ts';
import { rowsOf } from '../rows.ts';
import { documentationParts } from '../tables.ts';

export const deleteDocumentationPart: Operation<DeleteDocumentationPartRequest, object> = (input, call) => {
  const { id } = partOf(call, input.restApiId, input.documentationPartId);
  rowsOf(call, documentationParts, input.restApiId).delete(id);
  return {};
};
