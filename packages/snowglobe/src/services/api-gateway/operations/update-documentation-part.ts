import type { DocumentationPart, UpdateDocumentationPartRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { partOf, putPart } from '../documentation.ts';
import { patched, text } from '../patch.ts';

export const updateDocumentationPart: Operation<UpdateDocumentationPartRequest, DocumentationPart> = (input, call) => {
  const before = partOf(call, input.restApiId, input.documentationPartId);
  return putPart(call, input.restApiId, patched(before, input.patchOperations, { '/properties': text('properties') }));
};
