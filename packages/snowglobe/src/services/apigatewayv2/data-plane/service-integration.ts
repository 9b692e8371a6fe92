import { AwsError } from '../../../contract/aws-error.ts';
import type { WireResponse } from '../../../contract/door.ts';
import type { Principal } from '../../../contract/principal.ts';
import type { GatewayResponse } from '../../execute-api/message.ts';
import { timedOut, withinTimeout } from '../../execute-api/within-timeout.ts';
import { serviceActionOf } from '../service-action.ts';
import type { IntegrationRow } from '../tables.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { badRequest, integrationFailure } from './gateway-errors.ts';
import { requestValue } from './parameter-mapping.ts';

/** AWS_PROXY with a subtype: asks a service for what the parameters say, and passes its answer back. */
export async function callService(
  exchange: Exchange,
  matched: Matched,
  integration: IntegrationRow,
  subtype: string,
): Promise<Outcome> {
  const { globe, scope, cause } = exchange;
  const values: Record<string, string> = {};
  for (const [name, source] of Object.entries(integration.requestParameters ?? {})) {
    const value = requestValue(exchange, matched, source);
    if (value === undefined) return badRequest(`Unable to resolve property ${name} from source ${source}.`);
    values[name] = value;
  }
  const caller = roleOf(exchange, integration);
  if (!caller) return integrationFailure(500, 0, 'API Gateway may not assume the role of the integration', 403);
  const action = serviceActionOf(subtype);
  const startedAt = globe.clock.now();
  const work = globe.door.request({
    service: action.service,
    action: action.operation,
    method: 'POST',
    path: '/',
    query: '',
    headers: action.contentType === undefined ? {} : { 'content-type': action.contentType },
    body: Buffer.from(action.body(values)),
    scope: { account: caller.account, region: values.Region ?? scope.region },
    caller,
    cause,
  });
  const answer = await withinTimeout(globe, integration.timeoutMs, 'integration timeout', work);
  const latencyMs = globe.clock.now() - startedAt;
  if (answer === timedOut) return integrationFailure(503, latencyMs, 'Integration timed out');
  return { response: responseOf(answer), integration: { status: answer.status, callStatus: answer.status, latencyMs } };
}

/** Undefined when the role's trust policy refuses. */
function roleOf({ globe }: Exchange, { credentialsArn = '' }: IntegrationRow): Principal | undefined {
  try {
    return globe.assumeRole(credentialsArn, 'apigateway.amazonaws.com', 'BackplaneAssumeRoleSession');
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/** Headers of the service's connection stay behind. */
const ofConnection = new Set(['connection', 'content-length', 'date', 'transfer-encoding']);

function responseOf({ status, headers, body }: WireResponse): GatewayResponse {
  const lists = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? [value] : value] as const)
    .filter(([name]) => !ofConnection.has(name));
  return { status, headers: Object.fromEntries(lists), body };
}
