import { requestNotJson, requestTooLarge, unsupported } from './errors.ts';
import { jsonFault } from './json-fault.ts';

/** The event of a request, checked to be JSON. No payload is an empty object. */
export function eventText(payload: Uint8Array | undefined, limitBytes: number): string {
  if (!payload || payload.byteLength === 0) return '{}';
  if (payload.byteLength > limitBytes) throw requestTooLarge(payload.byteLength, limitBytes);
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
  const fault = jsonFault(text);
  if (fault !== undefined) throw requestNotJson(`Could not parse payload into json: ${fault}`);
  return text;
}

/** The client context is base64 of JSON. */
export function clientContextOf(encoded: string | undefined): string | undefined {
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw requestNotJson((error as Error).message);
  }
}

export function refuseInvocationGaps(input: {
  readonly TenantId?: string | undefined;
  readonly DurableExecutionName?: string | undefined;
}): void {
  if (input.TenantId !== undefined) throw unsupported('TenantId');
  if (input.DurableExecutionName !== undefined) throw unsupported('DurableExecutionName');
}
