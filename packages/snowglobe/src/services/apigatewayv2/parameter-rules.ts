import { badRequest } from './errors.ts';

const requestKey = /^((append|overwrite|remove):(header|querystring)\.(.+)|overwrite:path)$/;
const responseKey = /^((append|overwrite|remove):header\.(.+)|overwrite:statuscode)$/;

/** AWS: API Gateway Developer Guide, "Reserved headers" of parameter mapping. */
const reservedHeaders = new Set([
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-location',
  'forwarded',
  'keep-alive',
  'origin',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailers',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'via',
]);
const reservedPrefixes = ['access-control-', 'apigw-', 'x-amz-', 'x-amzn-'];

type Parameters = Readonly<Record<string, string>>;

/** Refuses mappings that API Gateway would refuse. */
export function checkParameters(
  request: Parameters | undefined,
  response: Readonly<Record<string, Parameters>> | undefined,
): void {
  for (const key of Object.keys(request ?? {})) checkKey(key, requestKey);
  for (const [status, parameters] of Object.entries(response ?? {})) {
    if (!/^[2-5]\d\d$/.test(status)) throw badRequest(`Invalid response status code ${status}`);
    for (const key of Object.keys(parameters)) checkKey(key, responseKey);
  }
}

function checkKey(key: string, form: RegExp): void {
  if (!form.test(key)) throw badRequest(`Invalid mapping expression specified: ${key}`);
  const [, header] = /:header\.(.+)$/.exec(key) ?? [];
  if (header === undefined) return;
  const name = header.toLowerCase();
  if (reservedHeaders.has(name) || reservedPrefixes.some((prefix) => name.startsWith(prefix))) {
    throw badRequest(`Operations on header ${header} are restricted`);
  }
}
