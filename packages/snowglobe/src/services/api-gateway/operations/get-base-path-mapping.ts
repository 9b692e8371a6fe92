import type { BasePathMapping, GetBasePathMappingRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { basePathMappingOf } from '../domain-name.ts';

export const getBasePathMapping: Operation<GetBasePathMappingRequest, BasePathMapping> = (input, call) =>
  basePathMappingOf(call, input.domainName, input.basePath);
