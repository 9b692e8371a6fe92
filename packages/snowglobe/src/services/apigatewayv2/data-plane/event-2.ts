import { logTime } from '../../execute-api/log-time.ts';
import type { Values } from '../../execute-api/message.ts';
import type { Exchange, Matched } from './exchange.ts';
import { readQuery } from './query.ts';
import { eventBody } from './request-body.ts';

/** What a function gets. AWS: API Gateway Developer Guide, "Lambda function integrations", payload format 2.0. */
export function eventOfFormat2(exchange: Exchange, matched: Matched): object {
  const { request } = exchange;
  const { body, isBase64Encoded } = eventBody(request.body, request.headers);
  return { ...partsOfFormat2(exchange, matched), ...(body !== undefined && { body }), isBase64Encoded };
}

/** The same without the body: what authorizers get. */
export function partsOfFormat2(exchange: Exchange, matched: Matched): object {
  const { request, stage } = exchange;
  const { cookie: cookies, ...headers } = request.headers;
  const query = readQuery(request.query);
  return {
    version: '2.0',
    routeKey: matched.route.routeKey,
    rawPath: request.path,
    rawQueryString: request.query,
    ...(cookies && { cookies: cookies.flatMap((each) => each.split(/;\s*/)) }),
    headers: joined(headers),
    ...(query.size > 0 && { queryStringParameters: joined(Object.fromEntries(query)) }),
    requestContext: requestContext(exchange, matched),
    ...(Object.keys(matched.pathParameters).length > 0 && { pathParameters: matched.pathParameters }),
    ...(Object.keys(stage.variables).length > 0 && { stageVariables: stage.variables }),
  };
}

function joined(values: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list.join(',')]));
}

function requestContext(exchange: Exchange, { route, authorization }: Matched): object {
  const { request, scope, api, stage, requestId, startedAt } = exchange;
  return {
    accountId: scope.account,
    apiId: api.apiId,
    ...(authorization && { authorizer: authorization.event }),
    domainName: request.domainName,
    domainPrefix: request.domainName.split('.')[0],
    http: {
      method: request.method,
      path: request.path,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent']?.[0] ?? '',
    },
    requestId,
    routeKey: route.routeKey,
    stage: stage.stageName,
    time: logTime(startedAt),
    timeEpoch: startedAt,
  };
}
