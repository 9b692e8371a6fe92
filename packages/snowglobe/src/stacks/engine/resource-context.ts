import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { ResourceContext } from '../../contract/resource-type.ts';
import type { Scope } from '../../contract/scope.ts';
import { assetPath } from '../assets/asset-locations.ts';
import type { ResourceTypes } from '../registry.ts';
import type { StackRecord } from '../state/stack-record.ts';
import type { Api } from './fetch-reference.ts';
import { physicalName } from './physical-name.ts';

/** What an operation on a stack works with. */
export interface Operation {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly types: ResourceTypes;
  /** Whose permissions the resources are made with: the stack's role, else the caller. */
  readonly caller: Principal;
  readonly record: StackRecord;
}

/** Calls operations of other services in the caller's name. */
export function apiOf(globe: Globe, scope: Scope, caller: Principal, cause: Cause): Api {
  return (service, operation, input) => globe.call({ service, operation, input, scope, caller, cause });
}

/** What the engine's own resource types know besides. */
export interface EngineContext extends ResourceContext {
  /** As the template names it: `Custom::Thing`. */
  readonly resourceType: string;
}

/** What a resource type may use while it works on one resource. */
export function resourceContext(
  { globe, scope, caller, record }: Operation,
  logicalId: string,
  resourceType: string,
): EngineContext {
  const { name: stackName, stackId, tags } = record.row;
  const systemTags = [
    { Key: 'aws:cloudformation:stack-name', Value: stackName },
    { Key: 'aws:cloudformation:stack-id', Value: stackId },
    { Key: 'aws:cloudformation:logical-id', Value: logicalId },
  ];
  return {
    globe,
    scope,
    caller,
    cause: record.cause,
    stackName,
    stackId,
    logicalId,
    resourceType,
    stackTags: [...tags, ...systemTags],
    assetPath: (bucket, key) => assetPath(globe, bucket, key),
    physicalName: (options) => physicalName(stackName, logicalId, globe.random, options),
    api: apiOf(globe, scope, caller, record.cause),
  };
}
