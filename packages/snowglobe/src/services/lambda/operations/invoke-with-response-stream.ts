import type {
  InvokeWithResponseStreamRequest,
  InvokeWithResponseStreamResponse,
  InvokeWithResponseStreamResponseEvent,
} from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireVersion } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { clientContextOf, eventText, refuseInvocationGaps } from '../invocation-input.ts';
import { lambdaRuntime } from '../lambda-runtime.ts';
import { limits } from '../limits.ts';
import { runStreamed } from '../streamed-response.ts';

export const invokeWithResponseStream: Operation<
  InvokeWithResponseStreamRequest,
  InvokeWithResponseStreamResponse
> = async (input, call) => {
  refuseInvocationGaps(input);
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  const { version } = requireVersion(call.globe, address);
  if (input.InvocationType === 'DryRun') return { StatusCode: 204 };
  const request = {
    payload: eventText(input.Payload, limits.requestBytes),
    cause: call.cause,
    requestId: call.requestId,
    clientContext: clientContextOf(input.ClientContext),
  };
  const streamed = await runStreamed((stream) => lambdaRuntime(call.globe).invoke(address, { ...request, stream }));
  return {
    StatusCode: 200,
    ExecutedVersion: version,
    ResponseStreamContentType: streamed.contentType ?? 'application/octet-stream',
    EventStream: events(streamed, input.LogType === 'Tail'),
  };
};

async function* events(
  { stream, contentType, result }: Awaited<ReturnType<typeof runStreamed>>,
  withLog: boolean,
): AsyncGenerator<InvokeWithResponseStreamResponseEvent, void, void> {
  for await (const Payload of stream.chunks()) yield { PayloadChunk: { Payload } };
  const { payload, functionError, logTail } = await result;
  // A function that does not stream sends its whole answer as one piece.
  if (contentType === undefined && functionError === undefined) {
    yield { PayloadChunk: { Payload: Buffer.from(payload, 'utf8') } };
  }
  yield {
    InvokeComplete: {
      ...(functionError && { ErrorCode: functionError, ErrorDetails: payload }),
      ...(withLog && { LogResult: logTail }),
    },
  };
}
