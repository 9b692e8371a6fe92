import type { Integration } from '@aws-sdk/client-api-gateway';
import { parseArn } from '../../../contract/arn.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Principal } from '../../../contract/principal.ts';
import { timedOut, withinTimeout } from '../../execute-api/within-timeout.ts';
import { limits } from '../limits.ts';
import { functionEvent } from './event.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { MalformedResponse, readFunctionResponse } from './function-response.ts';
import { filledUri } from './integration-uri.ts';
import { isBinary, mediaType } from './media-type.ts';
import { methodArn } from './method-arn.ts';
import { badGateway, functionThrottled, misconfigured, timedOutIntegration, tooLarge } from './refusals.ts';

interface Invoked {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

/** AWS_PROXY: invokes a function with the request as its event and takes its result as the response. */
export async function callFunction(exchange: Exchange, matched: Matched, integration: Integration): Promise<Outcome> {
  const { globe } = exchange;
  const startedAt = globe.clock.now();
  const latencyMs = () => globe.clock.now() - startedAt;
  const timeoutMs = integration.timeoutInMillis ?? limits.timeoutMs;
  try {
    const work = invoke(exchange, matched, integration);
    const invoked = await withinTimeout(globe, timeoutMs, 'integration timeout', work);
    if (invoked !== timedOut) return outcomeOf(exchange, invoked, latencyMs());
    // AWS lets the function run on.
    return timedOutIntegration({ latencyMs: latencyMs(), error: 'Execution failed due to a timeout error' });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'RequestTooLargeException') return tooLarge;
    const facts = { latencyMs: latencyMs(), error: reasonOf(error), status: error.options.status ?? 500 };
    return error.code === 'TooManyRequestsException' ? functionThrottled(facts) : misconfigured(facts);
  }
}

function reasonOf(error: AwsError): string {
  return error.code === 'AccessDeniedException' ? 'Invalid permissions on Lambda function' : error.message;
}

function outcomeOf({ snapshot, request }: Exchange, invoked: Invoked, latencyMs: number): Outcome {
  const payload = Buffer.from(invoked.Payload ?? []).toString();
  const facts = { latencyMs, status: invoked.StatusCode };
  if (invoked.FunctionError !== undefined) {
    return badGateway({ ...facts, error: 'Lambda execution failed with status 200 due to customer function error' });
  }
  const accepted = mediaType(request.headers.accept?.[0]);
  const decodes = (contentType: string) =>
    isBinary(snapshot.api.binaryMediaTypes, accepted) ||
    isBinary(snapshot.api.binaryMediaTypes, mediaType(contentType));
  try {
    return { response: readFunctionResponse(payload, decodes), integration: facts };
  } catch (error) {
    if (!(error instanceof MalformedResponse)) throw error;
    return badGateway({ ...facts, error: `Malformed Lambda proxy response: ${error.message}` });
  }
}

function invoke(exchange: Exchange, matched: Matched, integration: Integration): Promise<Invoked> {
  const { globe, cause, scope } = exchange;
  const uri = filledUri(exchange, integration, {});
  const functionArn = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? '';
  const arn = parseArn(functionArn);
  return globe.call<Invoked>({
    service: 'lambda',
    operation: 'Invoke',
    input: { FunctionName: functionArn, Payload: Buffer.from(JSON.stringify(functionEvent(exchange, matched))) },
    scope: { account: arn?.account ?? scope.account, region: arn?.region ?? scope.region },
    caller: callerOf(exchange, matched, integration),
    cause,
  });
}

/** The role of the integration, or the gateway itself, which the function's policy must allow. */
function callerOf(exchange: Exchange, matched: Matched, { credentials }: Integration): Principal {
  const { globe, scope } = exchange;
  const service = 'apigateway.amazonaws.com';
  if (credentials !== undefined) return globe.assumeRole(credentials, service, 'BackplaneAssumeRoleSession');
  return { kind: 'service', service, account: scope.account, sourceArn: methodArn(exchange, matched.resource.path) };
}
