import type { Principal } from '../../../contract/principal.ts';
import { userArnOf, userIdOf } from '../../execute-api/signer.ts';
import type { AuthorizerRow } from '../tables.ts';
import type { Authorization, Exchange, Matched, Outcome } from './exchange.ts';
import { consult } from './function-authorizer.ts';
import { authorizerFailed, forbidden } from './gateway-errors.ts';
import { recognise } from './jwt-authorizer.ts';
import { routeArn } from './route-arn.ts';

/** What is known of the caller, or why they may not pass. */
export type Authorized = { readonly authorization?: Authorization | undefined } | { readonly outcome: Outcome };

/** Checks who calls, as the route asks. */
export function authorize(exchange: Exchange, matched: Matched): Authorized | Promise<Authorized> {
  const { authorizationType = 'NONE', authorizerId } = matched.route;
  if (authorizationType === 'NONE') return {};
  if (authorizationType === 'AWS_IAM') return authorizeSigner(exchange);
  const authorizer = exchange.deployment?.authorizers?.find((each) => each.authorizerId === authorizerId);
  if (!authorizer) return { outcome: authorizerFailed };
  return authorizationType === 'JWT'
    ? recognise(exchange, matched, authorizer)
    : authorizeByFunction(exchange, matched, authorizer);
}

/** AWS: "Control access to HTTP APIs with IAM authorization". */
function authorizeSigner(exchange: Exchange): Authorized {
  const { globe, scope, incoming } = exchange;
  const identity = globe.door.identify(incoming, { service: 'execute-api', region: scope.region });
  if (identity.kind !== 'signed' || !mayInvoke(exchange, identity.principal)) return { outcome: forbidden() };
  const signer = { principal: identity.principal, accessKeyId: identity.accessKeyId };
  const iam = {
    accessKey: signer.accessKeyId,
    accountId: signer.principal.account,
    callerId: userIdOf(signer),
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: userArnOf(signer),
    userId: userIdOf(signer),
  };
  return { authorization: { event: { iam }, values: {}, signer } };
}

function mayInvoke(exchange: Exchange, principal: Principal, identityPolicies?: readonly string[]): boolean {
  const { globe, scope, incoming, request } = exchange;
  const { method, path, query, headers } = incoming;
  const url = query === '' ? path : `${path}?${query}`;
  const answer = globe.door.decide({
    principal,
    service: 'execute-api',
    scope,
    http: { method, url, headers, sourceIp: request.sourceIp, origin: globe.endpoint },
    request: { action: 'execute-api:Invoke', resource: routeArn(exchange), resourceAccount: scope.account },
    ...(identityPolicies && { identityPolicies }),
  });
  return answer.allowed;
}

/** AWS: "Control access to HTTP APIs with AWS Lambda authorizers". */
async function authorizeByFunction(
  exchange: Exchange,
  matched: Matched,
  authorizer: AuthorizerRow,
): Promise<Authorized> {
  const consulted = await consult(exchange, matched, authorizer);
  if ('refused' in consulted) return { outcome: consulted.refused };
  const { verdict } = consulted;
  const { account } = exchange.scope;
  const name = verdict.principalId ?? authorizer.name;
  const principal: Principal = {
    kind: 'user',
    account,
    userName: name,
    arn: `arn:aws:iam::${account}:user/${name}`,
    userId: name,
  };
  const allowed =
    verdict.policy === undefined ? verdict.isAuthorized : mayInvoke(exchange, principal, [verdict.policy]);
  if (!allowed) return { outcome: forbidden() };
  const { context } = verdict;
  const values = verdict.principalId === undefined ? context : { ...context, principalId: verdict.principalId };
  return { authorization: { event: { lambda: context }, values } };
}
