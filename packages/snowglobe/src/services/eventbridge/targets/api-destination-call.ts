import type { CreateConnectionAuthRequestParameters } from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../../contract/arn.ts';
import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Principal } from '../../../contract/principal.ts';
import { apiDestinationByArn } from '../api-destination.ts';
import { connectionByArn } from '../connection.ts';
import { Postponed, TargetFailure } from '../delivery-outcome.ts';
import { parseJsonPath, valueAt } from '../json-path.ts';
import { limits } from '../limits.ts';
import type { ApiDestinationRow, ConnectionRow, RuleTarget } from '../tables.ts';
import { authorizationHeaders, forgetToken } from './connection-authorization.ts';
import { sendHttp } from './send-http.ts';

/** When each destination may be called next, so that its rate holds. */
const nextCallAt = new WeakMap<Globe, Map<string, number>>();

function takeTurn(globe: Globe, { arn, ratePerSecond }: ApiDestinationRow): void {
  const turns = nextCallAt.get(globe) ?? new Map<string, number>();
  nextCallAt.set(globe, turns);
  const now = globe.clock.now();
  const turnAt = turns.get(arn) ?? now;
  if (turnAt > now) throw new Postponed(turnAt);
  turns.set(arn, now + Math.ceil(1000 / ratePerSecond));
}

const gone = (what: string) =>
  new TargetFailure({ code: 'NO_RESOURCE', message: `${what} does not exist`, retried: false });

export interface DestinationRequest {
  readonly arn: string;
  readonly httpParameters?: RuleTarget['HttpParameters'];
  /** What the parameters' paths look into. */
  readonly event: unknown;
  readonly body: string;
}

/** Calls an API destination over HTTP with its connection's authorization, for who may; gives what it answers. */
export async function askApiDestination(
  globe: Globe,
  { arn, httpParameters, event, body }: DestinationRequest,
  caller: Principal,
  cause: Cause,
): Promise<string> {
  const { account = '', region = '' } = parseArn(arn) ?? {};
  globe.authorize(caller, [{ action: 'events:InvokeApiDestination', resource: arn }], { account, region });
  const destination = apiDestinationByArn(globe, arn);
  if (!destination) throw gone(arn);
  const connection = connectionByArn(globe, destination.connectionArn);
  if (!connection) throw gone(destination.connectionArn);
  takeTurn(globe, destination);
  const request = requestOf(httpParameters, destination, connection, event, body);
  const authorization = await authorizationHeaders(globe, connection);
  const headers = { ...request.headers, ...authorization, 'x-amzn-trace-id': `Root=${cause.trace}` };
  const answer = await sendHttp(globe, { ...request, headers }, limits.httpTimeoutMs);
  if (answer.status < 300) return answer.body;
  if (answer.status === 401 || answer.status === 407) forgetToken(globe, connection.arn);
  throw new TargetFailure(failureOfStatus(answer.status, answer.retryAfter, globe.clock.now()));
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html: 401, 407, 409, 429 and 5xx are retried. */
function failureOfStatus(status: number, retryAfter: string | undefined, now: number) {
  const retried = status >= 500 || [401, 407, 409, 429].includes(status);
  const seconds = Number(retryAfter);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter ?? '') - now;
  return {
    code: status === 429 ? 'THROTTLING' : 'SDK_CLIENT_ERROR',
    message: `The API destination answered with status ${status}`,
    retried,
    ...(retryAfter !== undefined && waitMs > 0 && { waitMs }),
  };
}

type Named = Readonly<Record<string, string>>;

function requestOf(
  HttpParameters: RuleTarget['HttpParameters'] = {},
  { endpoint, method }: ApiDestinationRow,
  { parameters }: ConnectionRow,
  event: unknown,
  body: string,
) {
  const { InvocationHttpParameters: common = {} } = parameters as CreateConnectionAuthRequestParameters;
  const listed = (
    list: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
  ): Named => Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));
  const filled = (values: Named = {}): Named =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, dynamic(value, event)]));
  const places = (HttpParameters.PathParameterValues ?? []).map((value) => dynamic(value, event));
  const url = new URL(endpoint.replaceAll('*', () => encodeURIComponent(places.shift() ?? '*')));
  const query = { ...filled(HttpParameters.QueryStringParameters), ...listed(common.QueryStringParameters) };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return {
    url,
    method,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Amazon/EventBridge/ApiDestinations',
      ...filled(HttpParameters.HeaderParameters),
      ...listed(common.HeaderParameters),
    },
    body: withBodyParameters(body, listed(common.BodyParameters)),
  };
}

/** A parameter that is a JSON path takes its value from the event as it came. */
function dynamic(text: string, event: unknown): string {
  const path = parseJsonPath(text);
  const value = path && valueAt(event, path);
  if (value === undefined) return text;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A connection's body parameters join a body that is an object. */
function withBodyParameters(body: string, parameters: Named): string {
  if (Object.keys(parameters).length === 0) return body;
  const value: unknown = JSON.parse(body);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? JSON.stringify({ ...value, ...parameters }) : body;
}
