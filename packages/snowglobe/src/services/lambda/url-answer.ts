import type { DataPlaneResponse } from '../../contract/service.ts';

interface StructuredAnswer {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

const json = { 'content-type': 'application/json' };

/** What a buffered answer becomes: structured when it has a statusCode, else a JSON body with status 200. */
export function answerOfPayload(payload: string): DataPlaneResponse {
  const value: unknown = JSON.parse(payload);
  if (typeof value === 'string') return { status: 200, headers: json, body: value };
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) {
    return { status: 200, headers: json, body: payload };
  }
  const answer = value as StructuredAnswer;
  return { status: Number(answer.statusCode), headers: { ...json, ...headersOf(answer) }, body: bodyOf(answer) };
}

export function headersOf(answer: StructuredAnswer): Record<string, string | readonly string[]> {
  const entries = Object.entries(answer.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return { ...Object.fromEntries(entries), ...(answer.cookies && { 'set-cookie': answer.cookies }) };
}

function bodyOf({ body, isBase64Encoded }: StructuredAnswer): string | Uint8Array {
  if (body === undefined || body === null) return '';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return isBase64Encoded ? Buffer.from(text, 'base64') : text;
}

/** AWS: the caller learns nothing of why the function failed. */
export const functionFailed: DataPlaneResponse = { status: 502, headers: json, body: 'Internal Server Error' };
export const forbidden: DataPlaneResponse = { status: 403, headers: json, body: '{"Message":"Forbidden"}' };
export const noSuchUrl: DataPlaneResponse = { status: 404, headers: json, body: '{"Message":null}' };

/** The type of a stream that begins with status and headers. */
export const httpIntegrationType = 'application/vnd.awslambda.http-integration-response';

/** Takes the JSON prelude (up to eight NUL bytes) off a stream. */
export async function splitPrelude(
  chunks: AsyncGenerator<Uint8Array, void, void>,
): Promise<{ readonly prelude: StructuredAnswer; readonly body: AsyncIterable<Uint8Array> }> {
  let held = Buffer.alloc(0);
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    held = Buffer.concat([held, next.value]);
    const end = held.indexOf(Buffer.alloc(8));
    if (end < 0) continue;
    const prelude = JSON.parse(held.subarray(0, end).toString('utf8')) as StructuredAnswer;
    return { prelude, body: startingWith(held.subarray(end + 8), chunks) };
  }
  return { prelude: {}, body: startingWith(held, chunks) };
}

async function* startingWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.byteLength > 0) yield first;
  yield* rest;
}
