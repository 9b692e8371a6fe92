import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import type { Protocol, WireName } from './protocol.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';
import { rpcV2Cbor } from './rpc-v2-cbor.ts';

/** Every protocol that the gateway speaks. */
export const protocols: Readonly<Record<WireName, Protocol>> = {
  'aws-json-1.0': awsJson('1.0'),
  'aws-json-1.1': awsJson('1.1'),
  'aws-query': awsQuery,
  'rest-json': restJson,
  'rest-xml': restXml,
  'rpc-v2-cbor': rpcV2Cbor,
};
