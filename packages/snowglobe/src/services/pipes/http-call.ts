import type { PipeEnrichmentHttpParameters } from '@aws-sdk/client-pipes';
import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import { Postponed, TargetFailure } from '../eventbridge/delivery-outcome.ts';
import { askApiDestination } from '../eventbridge/targets/api-destination-call.ts';
import { sendHttp } from '../eventbridge/targets/send-http.ts';
import { dynamicText } from './pipe-event.ts';
import { signatureHeaders } from './signed-request.ts';
import type { WorkingPipe } from './working-pipe.ts';

type HttpParameters = PipeEnrichmentHttpParameters | undefined;

/** A pipe has no failures of its own kind: what may pass by itself is a throttling, which costs the batch no try. */
function asAwsError(error: unknown): unknown {
  if (error instanceof Postponed) return new AwsError('ThrottlingException', 'The API destination is at its rate');
  if (!(error instanceof TargetFailure)) return error;
  return new AwsError(error.failure.code === 'THROTTLING' ? 'ThrottlingException' : 'HttpFailure', error.message);
}

/** The parameters with the values that their paths find in an event. */
function filled(parameters: HttpParameters, event: unknown) {
  const each = (values: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, dynamicText(value, event)]));
  return {
    PathParameterValues: (parameters?.PathParameterValues ?? []).map((value) => dynamicText(value, event)),
    HeaderParameters: each(parameters?.HeaderParameters),
    QueryStringParameters: each(parameters?.QueryStringParameters),
  };
}

/** Calls an API destination with a body; gives what it answers. */
export async function callDestination(
  { globe, caller, cause }: WorkingPipe,
  arn: string,
  parameters: HttpParameters,
  event: unknown,
  body: string,
): Promise<string> {
  const request = { arn, httpParameters: filled(parameters, event), event, body };
  try {
    return await askApiDestination(globe, request, caller, cause);
  } catch (error) {
    throw asAwsError(error);
  }
}

const timeoutMs = 29_000;
const sessionSeconds = 900;

/** `API/STAGE/METHOD/PATH` of an API Gateway's ARN, `*` standing for the path's parameters. */
const apiForm = /^([^/]+)\/([^/]+)\/([^/]+)\/?(.*)$/;

/** Calls a method of an API Gateway, signed by the pipe's role; gives what it answers. */
export async function callRestApi(
  { globe, caller, cause }: WorkingPipe,
  arn: string,
  parameters: HttpParameters,
  event: unknown,
  body: string,
): Promise<string> {
  const { account = '', region = '', resource = '' } = parseArn(arn) ?? {};
  const [, api = '', stage = '', method = '', path = ''] = apiForm.exec(resource) ?? [];
  globe.authorize(caller, [{ action: 'execute-api:Invoke', resource: arn }], { account, region });
  const { PathParameterValues, HeaderParameters, QueryStringParameters } = filled(parameters, event);
  const places = [...PathParameterValues];
  const filledPath = path.replaceAll('*', () => encodeURIComponent(places.shift() ?? '*'));
  const url = new URL(`${globe.endpoint}/_aws/execute-api/${api}/${stage}/${filledPath}`);
  for (const [name, value] of Object.entries(QueryStringParameters)) url.searchParams.set(name, value);
  const trace = `Root=${cause.trace};Parent=${cause.id};Sampled=1`;
  const verb = method === '*' ? 'POST' : method;
  const hasBody = verb !== 'GET' && verb !== 'HEAD';
  const request = {
    url,
    method: verb,
    body: hasBody ? body : '',
    region,
    service: 'execute-api',
    at: globe.clock.now(),
  };
  const signature = signatureHeaders(request, globe.issueCredentials(caller, sessionSeconds));
  const headers = { 'content-type': 'application/json', ...HeaderParameters, 'x-amzn-trace-id': trace, ...signature };
  try {
    const answer = await sendHttp(globe, { ...request, headers }, timeoutMs);
    if (answer.status < 300) return answer.body;
    const code = answer.status === 429 ? 'ThrottlingException' : 'HttpFailure';
    throw new AwsError(code, `The API answered with status ${answer.status}`);
  } catch (error) {
    throw asAwsError(error);
  }
}
