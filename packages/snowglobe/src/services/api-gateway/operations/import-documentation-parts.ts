import type { DocumentationPartIds, ImportDocumentationPartsRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { importParts } from '../documentation.ts';
import { readDocument } from '../open-api/document.ts';
import { listAt, membersAt } from '../open-api/members.ts';
import { apiOf } from '../rows.ts';

export const importDocumentationParts: Operation<ImportDocumentationPartsRequest, DocumentationPartIds> = (
  input,
  call,
) => {
  const { id } = apiOf(call, input.restApiId);
  const { root } = readDocument(input.body ?? new Uint8Array());
  const given = listAt(membersAt(root, 'x-amazon-apigateway-documentation'), 'documentationParts');
  return { ids: [...importParts(call, id, given, input.mode ?? 'merge')], warnings: [] };
};
