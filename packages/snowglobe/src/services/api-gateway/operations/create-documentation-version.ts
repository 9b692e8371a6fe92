import type { CreateDocumentationVersionRequest, DocumentationVersion } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createVersion, describeVersion } from '../documentation.ts';

export const createDocumentationVersion: Operation<CreateDocumentationVersionRequest, DocumentationVersion> = (
  input,
  call,
) => describeVersion(createVersion(call, input));
