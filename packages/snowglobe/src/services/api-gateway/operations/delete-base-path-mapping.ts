import type { DeleteBasePathMappingRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { basePathMappingOf, domainNameOf } from '../domain-name.ts';
import { rowsOf } from '../rows.ts';
import { basePathMappings } from '../tables.ts';

export const deleteBasePathMapping: Operation<DeleteBasePathMappingRequest, object> = (input, call) => {
  const { basePath } = basePathMappingOf(call, input.domainName, input.basePath);
  rowsOf(call, basePathMappings, domainNameOf(call, input.domainName).domainName).delete(basePath);
  return {};
};
