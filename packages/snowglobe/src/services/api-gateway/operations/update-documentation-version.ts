import type { DocumentationVersion, UpdateDocumentationVersionRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeVersion, documentationVersionOf } from '../documentation.ts';
import { patched, text } from '../patch.ts';
import { rowsOf } from '../rows.ts';
import { documentationVersions } from '../tables.ts';

export const updateDocumentationVersion: Operation<UpdateDocumentationVersionRequest, DocumentationVersion> = (
  input,
  call,
) => {
  const before = documentationVersionOf(call, input.restApiId, input.documentationVersion);
  const row = patched(before, input.patchOperations, { '/description': text('description') });
  rowsOf(call, documentationVersions, input.restApiId).put(row);
  return describeVersion(row);
};
