import type { DoorAnswer, DoorQuestion } from '../contract/door.ts';
import type { Store } from '../contract/store.ts';
import { compiledPolicy } from './compile-policy.ts';
import { conditionKeys } from './condition-keys.ts';
import { decideRequest } from './decide-request.ts';
import { AccessDenied } from './denial.ts';
import { type Decision, decide } from './evaluate.ts';
import { organizationOf } from './organization.ts';

interface World {
  readonly store: Store;
  /** Epoch ms. */
  readonly now: number;
}

/** Decides what a service's own door asks; `note` hears of refusals. */
export function decideAtDoor(world: World, question: DoorQuestion, note: (denial: AccessDenied) => void): DoorAnswer {
  const decision = question.identityPolicies === undefined ? ofPrincipal(world, question) : ofPolicies(world, question);
  if (decision.allowed) return { allowed: true };
  const denial = new AccessDenied(question.principal, question.request, decision);
  if (question.identityPolicies === undefined) note(denial);
  return { allowed: false, explicit: decision.explicit, message: denial.message };
}

function callOf({ service, scope, http }: DoorQuestion) {
  return { service, operation: 'Invoke', scope, http };
}

function ofPrincipal(world: World, question: DoorQuestion): Decision {
  return decideRequest(world, question.principal, question.request, callOf(question));
}

/** The given policies stand for the principal's own; nothing that IAM keeps counts. */
function ofPolicies({ store, now }: World, question: DoorQuestion): Decision {
  const { principal, request, identityPolicies = [], scope } = question;
  const resourceAccount = request.resourceAccount ?? scope.account;
  const keys = conditionKeys({
    principal,
    principalTags: {},
    request,
    resourceAccount,
    organization: organizationOf(store),
    call: callOf(question),
    now,
  });
  return decide({
    principal,
    action: request.action,
    resource: request.resource,
    resourceAccount,
    keys,
    identityPolicies: identityPolicies.map((text) => ({ name: 'given policy', policy: compiledPolicy(text) })),
    resourcePolicy: request.resourcePolicy === undefined ? undefined : compiledPolicy(request.resourcePolicy),
  });
}
