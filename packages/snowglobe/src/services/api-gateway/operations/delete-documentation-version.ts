import type { DeleteDocumentationVersionRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { documentationVersionOf } from '../documentation.ts';
import { rowsOf } from '../rows.ts';
import { documentationVersions } from '../tables.ts';

export const deleteDocumentationVersion: Operation<DeleteDocumentationVersionRequest, object> = (input, call) => {
  const { version } = documentationVersionOf(call, input.restApiId, input.documentationVersion);
  rowsOf(call, documentationVersions, input.restApiId).delete(version);
  return {};
};
