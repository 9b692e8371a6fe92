import type { CreateDocumentationPartRequest, DocumentationPart } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createPart } from '../documentation.ts';

export const createDocumentationPart: Operation<CreateDocumentationPartRequest, DocumentationPart> = (input, call) =>
  createPart(call, input.restApiId, input.location ?? { type: undefined }, input.properties ?? '');
