import { isSendable } from '../../execute-api/header-text.ts';
import type { GatewayResponse } from '../../execute-api/message.ts';

/** What a function may return. */
interface Returned {
  readonly statusCode?: unknown;
  readonly headers?: unknown;
  readonly multiValueHeaders?: unknown;
  readonly cookies?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

/** The response is not of the form that the gateway expects. */
export class MalformedResponse extends Error {
  override readonly name = 'MalformedResponse';
}

const defaultType = { 'content-type': ['text/plain;charset=UTF-8'] };

/** A function's result as a response; throws MalformedResponse. AWS: "Lambda function response format". */
export function readFunctionResponse(payload: string, format: '1.0' | '2.0'): GatewayResponse {
  const result: unknown = payload === '' ? null : JSON.parse(payload);
  if (!isObject(result) || result.statusCode === undefined) {
    if (format === '1.0') throw new MalformedResponse('statusCode is missing');
    return inferredResponse(result);
  }
  const returned: Returned = result;
  const headers = new Map<string, readonly string[]>();
  addHeaders(headers, returned.headers);
  if (format === '1.0') addMultiValueHeaders(headers, returned.multiValueHeaders);
  else addCookies(headers, returned.cookies);
  for (const name of connectionHeaders) headers.delete(name);
  for (const [name, values] of headers) {
    if (!isSendable(name, values)) throw new MalformedResponse(`header ${name} cannot be sent`);
  }
  const given = Object.fromEntries(headers);
  const body = readBody(returned);
  return {
    status: readStatus(returned.statusCode),
    headers: body.length > 0 && !given['content-type'] ? { ...defaultType, ...given } : given,
    body,
  };
}

/** They are about a connection, not about what is sent on it. */
const connectionHeaders = ['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** Whatever is no response is taken as the body of one. */
function inferredResponse(result: unknown): GatewayResponse {
  const text = typeof result === 'string' ? result : JSON.stringify(result);
  return { status: 200, headers: { 'content-type': ['application/json'] }, body: Buffer.from(text) };
}

function readStatus(value: unknown): number {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) {
    throw new MalformedResponse('statusCode is not a status');
  }
  return status;
}

function readBody({ body, isBase64Encoded }: Returned): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  return Buffer.from(plainText(body, 'body'), isBase64Encoded === true ? 'base64' : 'utf8');
}

function addHeaders(headers: Map<string, readonly string[]>, given: unknown): void {
  if (given === undefined || given === null) return;
  if (!isObject(given)) throw new MalformedResponse('headers are not an object');
  for (const [name, value] of Object.entries(given)) {
    if (value !== null && value !== undefined) headers.set(name.toLowerCase(), [headerText(value)]);
  }
}

function addMultiValueHeaders(headers: Map<string, readonly string[]>, given: unknown): void {
  if (given === undefined || given === null) return;
  if (!isObject(given)) throw new MalformedResponse('multiValueHeaders are not an object');
  for (const [name, values] of Object.entries(given)) {
    if (!Array.isArray(values)) throw new MalformedResponse('multiValueHeaders are not lists');
    headers.set(name.toLowerCase(), values.map(headerText));
  }
}

function addCookies(headers: Map<string, readonly string[]>, cookies: unknown): void {
  if (cookies === undefined || cookies === null) return;
  if (!Array.isArray(cookies)) throw new MalformedResponse('cookies are not a list');
  if (cookies.length === 0) return;
  headers.set('set-cookie', [...(headers.get('set-cookie') ?? []), ...cookies.map(headerText)]);
}

function headerText(value: unknown): string {
  return plainText(value, 'a header');
}

/** Numbers and booleans are taken as their texts. */
function plainText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new MalformedResponse(`${what} is not a string`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
