import type { DocumentationPart, GetDocumentationPartRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { partOf } from '../documentation.ts';

export const getDocumentationPart: Operation<GetDocumentationPartRequest, DocumentationPart> = (input, call) =>
  partOf(call, input.restApiId, input.documentationPartId);
