import { isSendable } from '../../execute-api/header-text.ts';
import type { GatewayResponse } from '../../execute-api/message.ts';
import { passedOn } from './remapped-headers.ts';

/** The response is not of the form that the gateway expects. */
export class MalformedResponse extends Error {
  override readonly name = 'MalformedResponse';
}

/** AWS takes no response with any other member. */
const members = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/**
 * A function's result as a response; throws MalformedResponse. `decodes` says for a content type whether the client takes
 * binary bodies. AWS: "Output format of a Lambda function for proxy integration".
 */
export function readFunctionResponse(payload: string, decodes: (contentType: string) => boolean): GatewayResponse {
  const result = parsed(payload);
  const stranger = Object.keys(result).find((name) => !members.has(name));
  if (stranger !== undefined) throw new MalformedResponse(`unknown member ${stranger}`);
  const headers = { ...oneValueEach(result.headers), ...manyValuesEach(result.multiValueHeaders) };
  for (const [name, values] of Object.entries(headers)) {
    if (!isSendable(name, values)) throw new MalformedResponse(`header ${name} cannot be sent`);
  }
  const given = passedOn(headers);
  const all = { 'content-type': ['application/json'], ...given };
  const binary = result.isBase64Encoded === true && decodes(all['content-type'][0] ?? '');
  const body = Buffer.from(bodyText(result.body), binary ? 'base64' : 'utf8');
  return { status: readStatus(result.statusCode), headers: all, body };
}

function parsed(payload: string): Readonly<Record<string, unknown>> {
  const result: unknown = payload === '' ? undefined : JSON.parse(payload);
  if (isObject(result)) return result;
  throw new MalformedResponse('not an object');
}

function readStatus(value: unknown): number {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599) return status;
  throw new MalformedResponse('statusCode is not a status');
}

function bodyText(body: unknown): string {
  if (body === undefined || body === null) return '';
  if (typeof body === 'string') return body;
  throw new MalformedResponse('body is not a string');
}

function oneValueEach(given: unknown): Record<string, string[]> {
  if (given === undefined || given === null) return {};
  if (!isObject(given)) throw new MalformedResponse('headers are not an object');
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), [headerText(value)]]));
}

function manyValuesEach(given: unknown): Record<string, string[]> {
  if (given === undefined || given === null) return {};
  if (!isObject(given)) throw new MalformedResponse('multiValueHeaders are not an object');
  const lists = Object.entries(given).map(([name, values]): [string, string[]] => {
    if (!Array.isArray(values)) throw new MalformedResponse('multiValueHeaders are not lists');
    return [name.toLowerCase(), values.map(headerText)];
  });
  return Object.fromEntries(lists);
}

function headerText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new MalformedResponse('a header is not a string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
