import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';
import { groupArn } from './group.ts';
import { schedulerService } from './service-principal.ts';

/**
 * The session of a role in which targets are invoked. Trust policies may ask for the schedule's group as source,
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function assumeScheduleRole(
  globe: Globe,
  scope: Scope,
  { roleArn, groupName, session }: { readonly roleArn: string; readonly groupName: string; readonly session: string },
): Principal {
  return globe.assumeRole(roleArn, schedulerService, session, { sourceArn: groupArn(scope, groupName) });
}
