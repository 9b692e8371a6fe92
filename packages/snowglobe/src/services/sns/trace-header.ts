import type { PublishInput } from '@aws-sdk/client-sns';
import type { Call } from '../../contract/operation.ts';

/** Publications from inside the process come without HTTP headers: the trace header by the input that stands for it. */
const headers = new WeakMap<PublishInput, string>();

export function rememberTraceHeader(input: PublishInput, header: string | undefined): void {
  if (header !== undefined) headers.set(input, header);
}

/** The X-Ray trace header that a message takes along. */
export function traceHeaderOf(input: PublishInput, { http }: Call): string | undefined {
  return http.headers['x-amzn-trace-id'] ?? headers.get(input);
}
