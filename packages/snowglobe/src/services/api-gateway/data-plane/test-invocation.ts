import type {
  Method,
  TestInvokeAuthorizerRequest,
  TestInvokeAuthorizerResponse,
  TestInvokeMethodRequest,
  TestInvokeMethodResponse,
} from '@aws-sdk/client-api-gateway';
import type { Call } from '../../../contract/operation.ts';
import type { Values } from '../../execute-api/message.ts';
import { newExtendedRequestId } from '../../execute-api/request-id.ts';
import { snapshotOf } from '../deployment.ts';
import { badRequest } from '../errors.ts';
import { nowOf } from '../rows.ts';
import type { ApiRow, AuthorizerRow, ResourceRow, StageRow } from '../tables.ts';
import { answerTo } from './answer.ts';
import type { Exchange, Matched } from './exchange.ts';
import { execute, logArrival } from './execute.ts';
import { ExecutionLog } from './execution-log.ts';
import { consult } from './lambda-authorizer.ts';
import { matchSegments, segmentsOf } from './match-method.ts';
import { readQuery } from './receive.ts';
import { recognise } from './user-pool-authorizer.ts';

type Given = Pick<
  TestInvokeMethodRequest & TestInvokeAuthorizerRequest,
  'headers' | 'multiValueHeaders' | 'pathWithQueryString' | 'body' | 'stageVariables'
>;

interface TestedMethod {
  readonly api: ApiRow;
  readonly resource: ResourceRow;
  readonly method: Method;
  readonly input: TestInvokeMethodRequest;
}

/** Runs a method of the API as it is now, past authorization, keys and rates. */
export async function testMethod(call: Call, tested: TestedMethod): Promise<TestInvokeMethodResponse> {
  const { api, resource, method, input } = tested;
  const httpMethod = input.httpMethod === 'ANY' ? 'GET' : (input.httpMethod ?? 'GET');
  const exchange = testExchange(call, api, httpMethod, { pathWithQueryString: resource.path, ...input });
  const pathParameters = matchSegments(segmentsOf(resource.path), segmentsOf(exchange.request.path)) ?? {};
  const matched: Matched = { resource, method, pathParameters };
  logArrival(exchange, matched);
  const response = answerTo(exchange, matched, await execute(exchange, matched));
  const lists = Object.entries(response.headers).map(([name, values]): [string, string[]] => [name, [...values]]);
  return {
    status: response.status,
    body: Buffer.from(response.body).toString(),
    headers: Object.fromEntries(lists.map(([name, values]) => [name, values.at(-1) ?? ''])),
    multiValueHeaders: Object.fromEntries(lists),
    log: logText(exchange),
    latency: call.globe.clock.now() - exchange.startedAt,
  };
}

interface TestedAuthorizer {
  readonly api: ApiRow;
  readonly authorizer: AuthorizerRow;
  readonly input: TestInvokeAuthorizerRequest;
}

/** Asks an authorizer of the API as it is now, and no memory of it. */
export async function testAuthorizer(call: Call, tested: TestedAuthorizer): Promise<TestInvokeAuthorizerResponse> {
  const { api, input } = tested;
  const authorizer = { ...tested.authorizer, authorizerResultTtlInSeconds: 0 };
  const exchange = testExchange(call, api, 'GET', input);
  const matched: Matched = { resource: { id: '', path: '/', methods: {} }, method: {}, pathParameters: {} };
  const ended = () => ({ log: logText(exchange), latency: call.globe.clock.now() - exchange.startedAt });
  if (authorizer.type === 'COGNITO_USER_POOLS') {
    const recognised = await recognise(exchange, matched, authorizer);
    if (recognised.refused) return { clientStatus: 401, ...ended() };
    const claims = Object.entries(recognised.claims).map(([name, value]) => [name, String(value)]);
    return { clientStatus: 0, claims: Object.fromEntries(claims) as Record<string, string>, ...ended() };
  }
  const consulted = await consult(exchange, matched, authorizer);
  if (consulted.refused) {
    return { clientStatus: consulted.refused.refusal?.responseType === 'UNAUTHORIZED' ? 401 : 500, ...ended() };
  }
  const { principalId, policy } = consulted.answer;
  return { clientStatus: 0, principalId, policy, ...ended() };
}

const testStage = 'test-invoke-stage';

function testExchange(call: Call, api: ApiRow, method: string, given: Given): Exchange {
  const { globe, scope, cause } = call;
  const [path = '/', query = ''] = (given.pathWithQueryString ?? '/').split('?');
  if (!path.startsWith('/')) throw badRequest('Invalid path specified');
  const at = nowOf(globe);
  const stage: StageRow = {
    stageName: testStage,
    deploymentId: '',
    createdDate: at,
    lastUpdatedDate: at,
    tags: {},
    ...(given.stageVariables && { variables: given.stageVariables }),
  };
  const body = Buffer.from(given.body ?? '');
  return {
    globe,
    scope,
    stage,
    cause,
    snapshot: snapshotOf(call, api),
    request: {
      method,
      path,
      query: readQuery(query),
      headers: headersOf(given),
      domainName: 'testPrefix.testDomainName',
      sourceIp: 'test-invoke-source-ip',
      protocol: 'HTTP/1.1',
      body,
    },
    incoming: { method, path, query, headers: {}, body },
    requestId: globe.random.uuid(),
    extendedRequestId: newExtendedRequestId(globe),
    startedAt: globe.clock.now(),
    log: new ExecutionLog('trace', () => globe.clock.now()),
  };
}

function headersOf({ headers = {}, multiValueHeaders = {} }: Given): Values {
  const single = Object.entries(headers).map(([name, value]): [string, readonly string[]] => [
    name.toLowerCase(),
    [value],
  ]);
  const many = Object.entries(multiValueHeaders).map(([name, values]): [string, readonly string[]] => [
    name.toLowerCase(),
    values,
  ]);
  return Object.fromEntries([...single, ...many]);
}

/** `Fri May 19 11:46:05 UTC 2017 : ...` */
function logText({ log, requestId }: Exchange): string {
  const lines = log.lines.map(({ text, at }) => `${javaDate(at)} : ${text}`);
  return [`Execution log for request ${requestId}`, ...lines, ''].join('\n');
}

function javaDate(at: number): string {
  const [weekday = '', day = '', month = '', year = '', time = ''] = new Date(at)
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
