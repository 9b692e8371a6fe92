import { byLowerCase, lastValues, orNull, spelled } from '../../execute-api/event-parts.ts';
import { logTime } from '../../execute-api/log-time.ts';
import type { Values } from '../../execute-api/message.ts';
import type { Exchange, Matched } from './exchange.ts';
import { isBinary, mediaType } from './media-type.ts';
import { signerVariables } from './signer-variables.ts';

/** What a function gets. AWS: API Gateway Developer Guide, "Input format of a Lambda function for proxy integration". */
export function functionEvent(exchange: Exchange, matched: Matched): object {
  const { request, snapshot } = exchange;
  const binary = isBinary(snapshot.api.binaryMediaTypes, mediaType(request.headers['content-type']?.[0]));
  const isBase64Encoded = binary && request.body.length > 0;
  const body = Buffer.from(request.body).toString(isBase64Encoded ? 'base64' : 'utf8');
  return {
    ...requestParts(exchange, matched),
    body: request.body.length === 0 ? null : body,
    isBase64Encoded,
  };
}

/** The same without the body: what authorizers get. */
export function requestParts(exchange: Exchange, matched: Matched): object {
  const { request, stage } = exchange;
  const headers = withGatewayCase(request.headers);
  return {
    resource: matched.resource.path,
    path: request.path,
    httpMethod: request.method,
    headers: orNull(lastValues(headers)),
    multiValueHeaders: orNull(headers),
    queryStringParameters: orNull(lastValues(request.query)),
    multiValueQueryStringParameters: orNull(request.query),
    pathParameters: orNull(matched.pathParameters),
    stageVariables: orNull(stage.variables ?? {}),
    requestContext: requestContext(exchange, matched),
  };
}

/** AWS's spelling of the usual names; all others stand as they arrived, in lower case. */
const gatewayNames = byLowerCase([
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Cache-Control',
  'Content-Type',
  'Cookie',
  'Host',
  'User-Agent',
  'X-Amzn-Trace-Id',
  'X-Forwarded-For',
  'X-Forwarded-Port',
  'X-Forwarded-Proto',
]);

/** Not passed on by AWS. */
const dropped = new Set(['content-length', 'expect', 'te', 'upgrade']);

function withGatewayCase(headers: Values): Values {
  const passed = Object.entries(headers).filter(([name]) => !dropped.has(name));
  return spelled(Object.fromEntries(passed), gatewayNames);
}

function requestContext(exchange: Exchange, matched: Matched): object {
  const { request, scope, stage, snapshot, requestId, extendedRequestId, startedAt } = exchange;
  return {
    resourceId: matched.resource.id,
    resourcePath: matched.resource.path,
    ...authorizerOf(matched),
    operationName: matched.method.operationName,
    httpMethod: request.method,
    extendedRequestId,
    requestTime: logTime(startedAt),
    path: `/${stage.stageName}${request.path}`,
    accountId: scope.account,
    protocol: request.protocol,
    stage: stage.stageName,
    domainPrefix: request.domainName.split('.')[0],
    requestTimeEpoch: startedAt,
    requestId,
    identity: identity(exchange, matched),
    domainName: request.domainName,
    deploymentId: stage.deploymentId,
    apiId: snapshot.api.id,
  };
}

function identity({ request }: Exchange, matched: Matched): object {
  const { apiKey } = matched;
  const {
    accessKey = null,
    accountId = null,
    caller = null,
    user = null,
    userArn = null,
  } = signerVariables({ matched });
  return {
    cognitoIdentityPoolId: null,
    accountId,
    cognitoIdentityId: null,
    caller,
    sourceIp: request.sourceIp,
    principalOrgId: null,
    accessKey,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn,
    userAgent: request.headers['user-agent']?.[0] ?? null,
    user,
    ...(apiKey && { apiKey: apiKey.value, apiKeyId: apiKey.id }),
  };
}

/** A function gets all that an authorizer said, and how long it took. */
function authorizerOf({ authorization }: Matched): object {
  if (!authorization) return {};
  return { authorizer: { ...authorization.values, integrationLatency: authorization.latencyMs } };
}
