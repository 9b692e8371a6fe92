import type { DocumentationVersions, GetDocumentationVersionsRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeVersion } from '../documentation.ts';
import { pageOf } from '../paging.ts';
import { partsOf } from '../rows.ts';
import { documentationVersions } from '../tables.ts';

export const getDocumentationVersions: Operation<GetDocumentationVersionsRequest, DocumentationVersions> = (
  input,
  call,
) => pageOf(partsOf(call, documentationVersions, input.restApiId).range(), describeVersion, input);
