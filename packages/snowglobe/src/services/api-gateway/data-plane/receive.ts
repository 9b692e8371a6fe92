import type { Globe } from '../../../contract/globe.ts';
import type { DataPlaneRequest } from '../../../contract/service.ts';
import { incomingHeaders, protocolOf } from '../../execute-api/incoming-headers.ts';
import type { Values } from '../../execute-api/message.ts';
import { newExtendedRequestId } from '../../execute-api/request-id.ts';
import { signedRequest } from '../../execute-api/signed-request.ts';
import { traceLinkOf } from '../../execute-api/trace-link.ts';
import type { Exchange } from './exchange.ts';
import { ExecutionLog } from './execution-log.ts';
import type { Located } from './locate.ts';

/** A request as it starts on its way. */
export function exchangeOf(incoming: DataPlaneRequest, globe: Globe, located: Located, label: string): Exchange {
  const { scope, apiId, stage, deployment, path } = located;
  const cause = globe.causes.begin('request', label, traceLinkOf(incoming.headers['x-amzn-trace-id']?.[0]));
  const { method, sourceIp, body } = incoming;
  const domainName = located.customDomain?.host ?? `${apiId}.execute-api.${scope.region}.amazonaws.com`;
  const headers: Values = { ...incomingHeaders(incoming, cause), host: [domainName] };
  const protocol = protocolOf(incoming);
  return {
    globe,
    scope,
    stage,
    isCanary: located.isCanary,
    customDomain: located.customDomain,
    snapshot: deployment.snapshot,
    request: { method, path, query: readQuery(incoming.query), headers, domainName, sourceIp, protocol, body },
    incoming: signedRequest(incoming),
    requestId: globe.random.uuid(),
    extendedRequestId: newExtendedRequestId(globe),
    startedAt: globe.clock.now(),
    cause,
    log: new ExecutionLog('off', () => globe.clock.now()),
  };
}

/** `a=1&a=2&b` as names with their values, decoded, in the order of their arrival. */
export function readQuery(query: string): Values {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}
