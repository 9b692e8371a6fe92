import { parseArn } from '../contract/arn.ts';
import type { Globe } from '../contract/globe.ts';
import type { Principal } from '../contract/principal.ts';
import type { Scope } from '../contract/scope.ts';
import type { AccessCall, AccessControl } from './access-control.ts';
import { accessUseOf } from './access-use.ts';
import { roleSession, trustedRole } from './assume-role.ts';
import { type CredentialWorld, type IssuedCredentials, identify, issueCredentials } from './credentials.ts';
import { decideAtDoor } from './decide-at-door.ts';
import { decideRequest } from './decide-request.ts';
import { AccessDenied } from './denial.ts';
import { noteLastUse, usedRole } from './last-use.ts';
import { withPassedRoles } from './passed-roles.ts';
import { type PrincipalReport, policyReports } from './policy-report.ts';

/** Access control as the composition root holds it: the gateway's part, and the globe's own methods. */
export interface GlobeAccess extends AccessControl {
  assumeRole: Globe['assumeRole'];
  authorizeInside: Globe['authorize'];
  issueCredentials(principal: Principal, durationSeconds: number): IssuedCredentials;
  /** The latest refusals, newest last, each with the statement that is missing. */
  recentDenials(): readonly AccessDenied[];
  /** What roles and users asked for, and the least policies for it. */
  policyReports(roleName?: string): readonly PrincipalReport[];
  /** Forgets refusals and what was asked for. */
  forgetDenials(): void;
}

const keptDenials = 100;

/** Builds access control over the globe's store and clock. */
export function createAccessControl(world: CredentialWorld): GlobeAccess {
  const denials: AccessDenied[] = [];
  const now = () => ({ store: world.store, now: world.clock.now() });
  const noteDenial = (error: unknown) => {
    if (!(error instanceof AccessDenied) || denials.includes(error)) return;
    if (denials.push(error) > keptDenials) denials.shift();
  };
  const noting = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      noteDenial(error);
      throw error;
    }
  };
  const authorize: AccessControl['authorize'] = (principal, requests, call) =>
    noting(() => {
      const role = usedRole(principal);
      if (role !== undefined) noteLastUse(world, role, call.service, call.scope.region);
      for (const request of withPassedRoles(requests, call)) {
        const decision = decideRequest(now(), principal, request, call);
        if (!decision.allowed) throw new AccessDenied(principal, request, decision);
      }
    });
  return {
    principalFor: (credential) => identify(world, credential),
    authorize,
    authorizeInside: (principal, requests, scope) => authorize(principal, requests, internalCall('', '', scope)),
    noteKeyUse: (accessKeyId, service, region) => noteLastUse(world, accessKeyId, service, region),
    decideAtDoor: (question) => decideAtDoor(now(), question, noteDenial),
    noteDenial,
    assumeRole: (roleArn, service, sessionName, trust = {}) =>
      noting(() => {
        const account = parseArn(roleArn)?.account ?? '';
        const caller: Principal = {
          kind: 'service',
          service,
          account,
          ...(trust.sourceArn !== undefined && { sourceArn: trust.sourceArn }),
        };
        const call = internalCall('sts', 'AssumeRole', { account, region: 'us-east-1' });
        const context = trust.externalId === undefined ? {} : { 'sts:ExternalId': trust.externalId };
        return roleSession(trustedRole(now(), roleArn, caller, call, { context }), sessionName);
      }),
    issueCredentials: (principal, durationSeconds) => issueCredentials(world, principal, durationSeconds),
    recentDenials: () => denials,
    policyReports: (roleName) => policyReports(world.store, roleName),
    forgetDenials: () => {
      accessUseOf(world.store).forget();
      denials.length = 0;
    },
  };
}

/** A call that came from no HTTP request. */
function internalCall(service: string, operation: string, scope: Scope): AccessCall {
  return {
    service,
    operation,
    scope,
    http: { method: '', url: '', headers: {}, sourceIp: '', origin: '' },
  };
}
