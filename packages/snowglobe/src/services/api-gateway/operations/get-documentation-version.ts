import type { DocumentationVersion, GetDocumentationVersionRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeVersion, documentationVersionOf } from '../documentation.ts';

export const getDocumentationVersion: Operation<GetDocumentationVersionRequest, DocumentationVersion> = (input, call) =>
  describeVersion(documentationVersionOf(call, input.restApiId, input.documentationVersion));
