import type { FunctionConfiguration, PublishVersionRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { unsupported } from '../errors.ts';
import { functionConfiguration } from '../function-configuration.ts';
import { functionAddress } from '../function-name.ts';
import { publishVersion as publish } from '../publish.ts';

export const publishVersion: Operation<PublishVersionRequest, FunctionConfiguration> = (input, call) => {
  if (input.PublishTo !== undefined) throw unsupported('PublishTo');
  const address = { ...functionAddress(input.FunctionName ?? '', call.scope), qualifier: undefined };
  return functionConfiguration(publish(call.globe, address, input), address.scope);
};
