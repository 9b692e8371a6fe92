import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import type { GatewayResponse } from '../../execute-api/message.ts';
import { limits } from '../limits.ts';
import type { ApiRow } from '../tables.ts';
import type { GatewayRequest } from './exchange.ts';

const encoders = { gzip: gzipSync, deflate: deflateSync };
const decoders = { gzip: gunzipSync, deflate: inflateSync };

/** The response packed, when the API does so from its size on and the client can unpack it. */
export function compressed(api: ApiRow, request: GatewayRequest, response: GatewayResponse): GatewayResponse {
  const { minimumCompressionSize: size } = api;
  const encoding = encodingFor(request);
  const { body, headers } = response;
  if (size === undefined || body.length < size || body.length === 0 || !encoding) return response;
  if (headers['content-encoding']) return response;
  return {
    ...response,
    headers: { ...headers, 'content-encoding': [encoding] },
    body: encoders[encoding](body),
  };
}

/** What the client likes best of what the gateway can; a weight of 0 is a refusal. */
function encodingFor({ headers }: GatewayRequest): keyof typeof encoders | undefined {
  const offers = (headers['accept-encoding'] ?? []).join(',').toLowerCase().split(',');
  const named = offers
    .map((offer) => /^\s*([a-z*]+)\s*(?:;\s*q=([0-9.]+))?/.exec(offer))
    .map((offer) => ({ name: offer?.[1] === '*' ? 'gzip' : offer?.[1], weight: Number(offer?.[2] ?? 1) }));
  const able = named.filter(({ name, weight }) => (name === 'gzip' || name === 'deflate') && weight > 0);
  return able.sort((a, b) => b.weight - a.weight)[0]?.name as keyof typeof encoders | undefined;
}

/** The request with its body unpacked; undefined when it cannot be. APIs without compression take bodies as they come. */
export function decompressed(api: ApiRow, request: GatewayRequest): GatewayRequest | undefined {
  const { 'content-encoding': encoding, ...headers } = request.headers;
  if (api.minimumCompressionSize === undefined || !encoding) return request;
  const decode = decoders[encoding.join(',').toLowerCase() as keyof typeof decoders];
  if (!decode) return undefined;
  try {
    return { ...request, headers, body: decode(request.body, { maxOutputLength: limits.payloadBytes }) };
  } catch {
    return undefined;
  }
}
