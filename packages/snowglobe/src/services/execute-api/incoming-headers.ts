import type { Cause } from '../../contract/cause.ts';
import type { DataPlaneRequest } from '../../contract/service.ts';
import type { Values } from './message.ts';

/** The client's headers without those of its connection, with those that the gateway adds. */
export function incomingHeaders({ headers, sourceIp }: DataPlaneRequest, cause: Cause): Values {
  const { connection: _connection, 'keep-alive': _alive, 'transfer-encoding': _encoding, ...kept } = headers;
  return {
    ...kept,
    'x-amzn-trace-id': [`Root=${cause.trace}`],
    'x-forwarded-for': [[...(kept['x-forwarded-for'] ?? []), sourceIp].join(', ')],
    'x-forwarded-port': ['443'],
    'x-forwarded-proto': ['https'],
  };
}

/** `HTTP/1.1` */
export function protocolOf({ httpVersion }: DataPlaneRequest): string {
  return /^HTTP\//i.test(httpVersion) ? httpVersion : `HTTP/${httpVersion}`;
}
