import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { Store } from '../contract/store.ts';
import type { AccessCall } from './access-control.ts';
import { compiledPolicy } from './compile-policy.ts';
import { conditionKeys } from './condition-keys.ts';
import { allowedAsRoot, type Decision, decide } from './evaluate.ts';
import { policiesOf } from './identity-policies.ts';

/** Decides one request from what the store knows of the principal. */
export function decideRequest(
  { store, now }: { readonly store: Store; readonly now: number },
  principal: Principal,
  request: AccessRequest,
  call: AccessCall,
): Decision {
  const resourceAccount = accountOf(request, call);
  // What `decide` comes to for an account's root in its own account, without what only policies ask for.
  if (principal.kind === 'root' && principal.account === resourceAccount && request.resourcePolicy === undefined) {
    if (!request.resourcePolicyMustAllow) return allowedAsRoot;
  }
  const policies = policiesOf(store, principal);
  return decide({
    principal,
    action: request.action,
    resource: request.resource,
    resourceAccount,
    keys: conditionKeys({ principal, principalTags: policies.tags, request, resourceAccount, call, now }),
    ...policies,
    resourcePolicy: request.resourcePolicy === undefined ? undefined : compiledPolicy(request.resourcePolicy),
    resourcePolicyMustAllow: request.resourcePolicyMustAllow ?? false,
  });
}

/** The owner of the resource: as the service says, as its ARN says, else the account that was addressed. */
function accountOf({ resource, resourceAccount }: AccessRequest, call: AccessCall): string {
  if (resourceAccount !== undefined) return resourceAccount;
  return accountInArn.exec(resource)?.[1] ?? call.scope.account;
}

const accountInArn = /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/;
