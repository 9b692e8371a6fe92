import type { Authorizer, CreateAuthorizerRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createAuthorizer as create } from '../authorizer.ts';

export const createAuthorizer: Operation<CreateAuthorizerRequest, Authorizer> = (input, call) => create(call, input);
