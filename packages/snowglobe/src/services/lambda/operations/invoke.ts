import type { InvocationRequest, InvocationResponse } from '@aws-sdk/client-lambda';
import type { Call, Operation } from '../../../contract/operation.ts';
import { enqueueInvocation } from '../async-queue.ts';
import { requireVersion } from '../function.ts';
import { type FunctionAddress, functionAddress } from '../function-name.ts';
import { clientContextOf, eventText, refuseInvocationGaps } from '../invocation-input.ts';
import { lambdaRuntime } from '../lambda-runtime.ts';
import { limits } from '../limits.ts';

export const invoke: Operation<InvocationRequest, InvocationResponse> = async (input, call) => {
  refuseInvocationGaps(input);
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  if (input.InvocationType === 'DryRun') return dryRun(call, address);
  if (input.InvocationType === 'Event') return invokeLater(input, call, address);
  const result = await lambdaRuntime(call.globe).invoke(address, {
    payload: eventText(input.Payload, limits.requestBytes),
    cause: call.cause,
    requestId: call.requestId,
    clientContext: clientContextOf(input.ClientContext),
  });
  return {
    StatusCode: 200,
    ...(result.functionError && { FunctionError: result.functionError }),
    ...(input.LogType === 'Tail' && { LogResult: result.logTail }),
    Payload: blob(result.payload),
    ExecutedVersion: result.executedVersion,
  };
};

function dryRun(call: Call, address: FunctionAddress): InvocationResponse {
  requireVersion(call.globe, address);
  return { StatusCode: 204 };
}

function invokeLater(input: InvocationRequest, call: Call, address: FunctionAddress): InvocationResponse {
  requireVersion(call.globe, address);
  enqueueInvocation(call.globe, address, {
    payload: eventText(input.Payload, limits.asyncRequestBytes),
    cause: call.cause,
    requestId: call.requestId,
    clientContext: clientContextOf(input.ClientContext),
  });
  return { StatusCode: 202 };
}

/** The client's type adds methods that a server's answer does not need. */
function blob(text: string): NonNullable<InvocationResponse['Payload']> {
  return Buffer.from(text, 'utf8') as unknown as NonNullable<InvocationResponse['Payload']>;
}
