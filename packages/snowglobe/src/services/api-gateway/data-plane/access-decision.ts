import type { DoorAnswer } from '../../../contract/door.ts';
import type { CallHttp } from '../../../contract/operation.ts';
import type { Principal } from '../../../contract/principal.ts';
import { expandedPolicy } from '../resource-policy.ts';
import type { Snapshot } from '../tables.ts';
import type { Exchange, Outcome } from './exchange.ts';
import { methodArn } from './method-arn.ts';
import { accessDenied } from './refusals.ts';

/** Whether a principal may invoke the method, by its own policies and the API's. */
export function decide(exchange: Exchange, principal: Principal): DoorAnswer {
  return ask(exchange, principal, {});
}

/** Whether policies that stand for somebody's own allow it; the API's policy is left out. */
export function decideBy(exchange: Exchange, principal: Principal, identityPolicies: readonly string[]): DoorAnswer {
  return ask(exchange, principal, { identityPolicies, alone: true });
}

function ask(
  exchange: Exchange,
  principal: Principal,
  { identityPolicies, alone = false }: { readonly identityPolicies?: readonly string[]; readonly alone?: boolean },
): DoorAnswer {
  const { globe, scope } = exchange;
  return globe.door.decide({
    principal,
    service: 'execute-api',
    scope,
    http: httpOf(exchange),
    request: {
      action: 'execute-api:Invoke',
      resource: methodArn(exchange, exchange.request.path),
      resourceAccount: scope.account,
      resourcePolicy: alone ? undefined : policyOf(exchange),
    },
    ...(identityPolicies && { identityPolicies }),
  });
}

export function anonymous({ scope }: Exchange): Principal {
  return { kind: 'anonymous', account: scope.account };
}

/** What the API's policy has against a request that nobody signed; an API without a policy is open. */
export function policyDenial(exchange: Exchange): Outcome | undefined {
  if (exchange.snapshot.api.policy === undefined) return undefined;
  const answer = decide(exchange, anonymous(exchange));
  if (answer.allowed) return undefined;
  const resource = masked(exchange, methodArn(exchange, exchange.request.path));
  const ending = answer.explicit ? ' with an explicit deny' : '';
  return accessDenied(
    `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${resource}${ending}`,
  );
}

/** AWS hides all but the last four digits of the account in the resource's ARN. */
export function masked({ scope, snapshot }: Exchange, text: string): string {
  const { account } = scope;
  return text.replaceAll(`:${account}:${snapshot.api.id}/`, `:********${account.slice(-4)}:${snapshot.api.id}/`);
}

// A snapshot never changes, so its policy holds as long as it.
const policies = new WeakMap<Snapshot, string>();

function policyOf({ snapshot, scope }: Exchange): string | undefined {
  const { policy, id } = snapshot.api;
  if (policy === undefined) return undefined;
  const known = policies.get(snapshot);
  if (known !== undefined) return known;
  const expanded = expandedPolicy(policy, `arn:aws:execute-api:${scope.region}:${scope.account}:${id}`);
  policies.set(snapshot, expanded);
  return expanded;
}

function httpOf({ globe, incoming, request }: Exchange): CallHttp {
  return {
    method: incoming.method,
    url: incoming.query === '' ? incoming.path : `${incoming.path}?${incoming.query}`,
    headers: incoming.headers,
    sourceIp: request.sourceIp,
    origin: globe.endpoint,
  };
}
