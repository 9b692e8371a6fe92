import { parseArn } from '../../../contract/arn.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Principal } from '../../../contract/principal.ts';
import type { GatewayResponse } from '../../execute-api/message.ts';
import { timedOut, withinTimeout } from '../../execute-api/within-timeout.ts';
import type { IntegrationRow } from '../tables.ts';
import { eventOfFormat1 } from './event-1.ts';
import { eventOfFormat2 } from './event-2.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { MalformedResponse, readFunctionResponse } from './function-response.ts';
import { integrationFailure, tooLarge } from './gateway-errors.ts';
import { withStageVariables } from './stage-variables.ts';

interface Invoked {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

const events = { '1.0': eventOfFormat1, '2.0': eventOfFormat2 };

/** AWS_PROXY: invokes a function with the request as its event and takes its result as the response. */
export async function callFunction(
  exchange: Exchange,
  matched: Matched,
  integration: IntegrationRow,
): Promise<Outcome> {
  const { globe } = exchange;
  const event = JSON.stringify(events[integration.payloadFormatVersion](exchange, matched));
  const startedAt = globe.clock.now();
  const latencyMs = () => globe.clock.now() - startedAt;
  try {
    const work = invoke(exchange, matched, integration, event);
    const invoked = await withinTimeout(globe, integration.timeoutMs, 'integration timeout', work);
    // AWS answers 503 and lets the function run on.
    if (invoked === timedOut) return integrationFailure(503, latencyMs(), 'Integration timed out');
    return outcomeOf(invoked, integration, latencyMs());
  } catch (error) {
    if (error instanceof AwsError) return refusedInvocation(error, latencyMs());
    throw error;
  }
}

function outcomeOf(invoked: Invoked, integration: IntegrationRow, latencyMs: number): Outcome {
  const payload = Buffer.from(invoked.Payload ?? []).toString();
  const { StatusCode: callStatus } = invoked;
  if (invoked.FunctionError !== undefined) {
    return integrationFailure(
      500,
      latencyMs,
      `The Lambda function returned the following error: ${payload}.`,
      callStatus,
    );
  }
  let response: GatewayResponse;
  try {
    response = readFunctionResponse(payload, integration.payloadFormatVersion);
  } catch (error) {
    if (!(error instanceof MalformedResponse)) throw error;
    const reason = `The response from the Lambda function doesn't match the format that API Gateway expects: ${error.message}.`;
    return integrationFailure(500, latencyMs, reason, callStatus);
  }
  return { response, integration: { status: response.status, callStatus, latencyMs } };
}

function refusedInvocation(error: AwsError, latencyMs: number): Outcome {
  if (error.code === 'RequestTooLargeException') return tooLarge;
  if (error.code === 'TooManyRequestsException') return integrationFailure(503, latencyMs, error.message, 429);
  if (error.code === 'AccessDeniedException') {
    const reason =
      "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration.";
    return integrationFailure(500, latencyMs, reason, 403);
  }
  return integrationFailure(500, latencyMs, error.message, error.options.status);
}

function invoke(exchange: Exchange, matched: Matched, integration: IntegrationRow, event: string): Promise<Invoked> {
  const { globe, cause, scope } = exchange;
  const functionArn = functionArnOf(withStageVariables(integration.uri, exchange.stage));
  const arn = parseArn(functionArn);
  return globe.call<Invoked>({
    service: 'lambda',
    operation: 'Invoke',
    input: { FunctionName: functionArn, Payload: Buffer.from(event) },
    scope: { account: arn?.account ?? scope.account, region: arn?.region ?? scope.region },
    caller: callerOf(exchange, matched, integration),
    cause,
  });
}

/** The role of the integration, or the gateway itself, which the function's policy must allow. */
function callerOf(exchange: Exchange, matched: Matched, { credentialsArn }: IntegrationRow): Principal {
  const { globe, scope, api, stage, request } = exchange;
  const service = 'apigateway.amazonaws.com';
  if (credentialsArn !== undefined) return globe.assumeRole(credentialsArn, service, 'BackplaneAssumeRoleSession');
  const place = matched.routePath === '$default' ? '$default' : `${request.method}${matched.routePath}`;
  const sourceArn = `arn:aws:execute-api:${scope.region}:${scope.account}:${api.apiId}/${stage.stageName}/${place}`;
  return { kind: 'service', service, account: scope.account, sourceArn };
}

/** A bare function ARN, or the one inside `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations`. */
function functionArnOf(uri: string): string {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}
