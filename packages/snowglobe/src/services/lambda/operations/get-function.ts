import type { GetFunctionRequest, GetFunctionResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireFunction, requireVersion } from '../function.ts';
import { functionConfiguration } from '../function-configuration.ts';
import { functionAddress } from '../function-name.ts';

export const getFunction: Operation<GetFunctionRequest, GetFunctionResponse> = (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  const version = requireVersion(call.globe, address);
  const row = requireFunction(call.globe, address);
  const { account, region } = address.scope;
  return {
    Configuration: functionConfiguration(version, address.scope, { qualified: address.qualifier !== undefined }),
    Code: {
      RepositoryType: 'S3',
      Location: `${call.http.origin}/_aws/lambda-code/${account}/${region}/${row.name}/${encodeURIComponent(version.version)}`,
    },
    ...(Object.keys(row.tags).length > 0 && { Tags: { ...row.tags } }),
    ...(row.reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: row.reservedConcurrency },
    }),
  };
};
