import { byLowerCase, lastValues, orNull, spelled } from '../../execute-api/event-parts.ts';
import { logTime } from '../../execute-api/log-time.ts';
import { type Signer, userArnOf, userIdOf } from '../../execute-api/signer.ts';
import type { Exchange, Matched } from './exchange.ts';
import { readQuery } from './query.ts';
import { eventBody } from './request-body.ts';

/** What a function gets. AWS: API Gateway Developer Guide, "Lambda function integrations", payload format 1.0. */
export function eventOfFormat1(exchange: Exchange, matched: Matched): object {
  const { request } = exchange;
  const { body = null, isBase64Encoded } = eventBody(request.body, request.headers);
  return { ...partsOfFormat1(exchange, matched), body, isBase64Encoded };
}

/** The same without the body: what authorizers get. */
export function partsOfFormat1(exchange: Exchange, matched: Matched): object {
  const { request, stage } = exchange;
  const query = readQuery(request.query);
  const headers = spelled(request.headers, gatewayNames);
  return {
    version: '1.0',
    resource: matched.routePath,
    path: request.path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: headers,
    queryStringParameters: query.size > 0 ? lastValues(Object.fromEntries(query)) : null,
    multiValueQueryStringParameters: query.size > 0 ? Object.fromEntries(query) : null,
    requestContext: requestContext(exchange, matched),
    pathParameters: orNull(matched.pathParameters),
    stageVariables: orNull(stage.variables),
  };
}

/** These names the gateway writes itself; all others stand as the client sent them, in lower case over HTTP/2. */
const gatewayNames = byLowerCase([
  'Content-Length',
  'Content-Type',
  'Host',
  'User-Agent',
  'X-Amzn-Trace-Id',
  'X-Forwarded-For',
  'X-Forwarded-Port',
  'X-Forwarded-Proto',
]);

function requestContext(exchange: Exchange, { route, routePath, authorization }: Matched): object {
  const { request, scope, api, stage, requestId, startedAt } = exchange;
  return {
    accountId: scope.account,
    apiId: api.apiId,
    ...(authorization && { authorizer: authorization.values }),
    domainName: request.domainName,
    domainPrefix: request.domainName.split('.')[0],
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: identity(exchange, authorization?.signer),
    path: request.path,
    protocol: request.protocol,
    requestId,
    requestTime: logTime(startedAt),
    requestTimeEpoch: startedAt,
    resourceId: route.routeKey,
    resourcePath: routePath,
    stage: stage.stageName,
  };
}

function identity({ request }: Exchange, signer: Signer | undefined): object {
  return {
    accessKey: signer?.accessKeyId ?? null,
    accountId: signer?.principal.account ?? null,
    caller: signer ? userIdOf(signer) : null,
    cognitoAmr: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: request.sourceIp,
    user: signer ? userIdOf(signer) : null,
    userAgent: request.headers['user-agent']?.[0] ?? '',
    userArn: signer ? userArnOf(signer) : null,
  };
}
