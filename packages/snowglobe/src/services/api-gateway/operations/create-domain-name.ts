import type { CreateDomainNameRequest, DomainName } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createDomainName as create } from '../domain-name.ts';

export const createDomainName: Operation<CreateDomainNameRequest, DomainName> = (input, call) => create(call, input);
