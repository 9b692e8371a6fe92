import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { Store } from '../contract/store.ts';
import type { AccessCall } from './access-control.ts';
import { accessUseOf } from './access-use.ts';
import { compiledPolicy } from './compile-policy.ts';
import { conditionKeys } from './condition-keys.ts';
import { allowedAsRoot, type Decision, decide } from './evaluate.ts';
import { policiesOf } from './identity-policies.ts';
import { type Organization, organizationOf } from './organization.ts';

/** Decides one request from what the store knows of the principal, and remembers it for `snowglobe policy`. */
export function decideRequest(
  world: { readonly store: Store; readonly now: number },
  principal: Principal,
  request: AccessRequest,
  call: AccessCall,
): Decision {
  const decision = decideUnseen(world, principal, request, call);
  accessUseOf(world.store).note(principal, request, decision.allowed);
  return decision;
}

function decideUnseen(
  { store, now }: { readonly store: Store; readonly now: number },
  principal: Principal,
  request: AccessRequest,
  call: AccessCall,
): Decision {
  const resourceAccount = accountOf(request, call);
  const organization = organizationOf(store);
  const controls = controlsOn(organization, principal, request, resourceAccount);
  // What `decide` comes to for an account's root in its own account, without what only policies ask for.
  if (principal.kind === 'root' && principal.account === resourceAccount && request.resourcePolicy === undefined) {
    if (!request.resourcePolicyMustAllow && controls === undefined) return allowedAsRoot;
  }
  const policies = policiesOf(store, principal);
  const { tags: principalTags } = policies;
  return decide({
    principal,
    action: request.action,
    resource: request.resource,
    resourceAccount,
    keys: conditionKeys({ principal, principalTags, request, resourceAccount, organization, call, now }),
    ...policies,
    ...controls,
    resourcePolicy: request.resourcePolicy === undefined ? undefined : compiledPolicy(request.resourcePolicy),
    resourcePolicyMustAllow: request.resourcePolicyMustAllow ?? false,
  });
}

/** AWS: Organizations User Guide, "List of AWS services that support RCPs". */
const underResourceControl = new Set(['s3', 'sts', 'kms', 'sqs', 'secretsmanager', 'dynamodb', 'cognito-idp', 'logs']);

/** What organizations have to say; undefined when nothing. AWS: Organizations User Guide, "SCP evaluation", "RCP evaluation". */
function controlsOn(
  organization: Organization,
  principal: Principal,
  { action }: AccessRequest,
  resourceAccount: string,
) {
  const serviceControl = isUnderServiceControl(principal)
    ? organization.controlsOf(principal.account)?.serviceControl
    : undefined;
  const covered = underResourceControl.has(action.slice(0, action.indexOf(':')));
  const resourceControl = covered ? organization.controlsOf(resourceAccount)?.resourceControl : undefined;
  return serviceControl || resourceControl ? { serviceControl, resourceControl } : undefined;
}

/** Users and roles, the account's root included; neither services nor the roles that are linked to them. */
function isUnderServiceControl(principal: Principal): boolean {
  if (principal.kind === 'assumed-role') return !principal.roleArn.includes(':role/aws-service-role/');
  return principal.kind === 'user' || principal.kind === 'root';
}

/** The owner of the resource: as the service says, as its ARN says, else the account that was addressed. */
function accountOf({ resource, resourceAccount }: AccessRequest, call: AccessCall): string {
  if (resourceAccount !== undefined) return resourceAccount;
  return accountInArn.exec(resource)?.[1] ?? call.scope.account;
}

const accountInArn = /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/;
