import type { BasePathMapping, CreateBasePathMappingRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { putBasePathMapping } from '../domain-name.ts';

export const createBasePathMapping: Operation<CreateBasePathMappingRequest, BasePathMapping> = (input, call) => {
  const { domainName, basePath = '', restApiId = '', stage } = input;
  return putBasePathMapping(call, domainName, { basePath, restApiId, stage });
};
