import type { GetMethodRequest, Method } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { methodOf } from '../resource.ts';

export const getMethod: Operation<GetMethodRequest, Method> = (input, call) => methodOf(call, input);
