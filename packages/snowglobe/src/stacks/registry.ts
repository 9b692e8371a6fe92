import type { Globe } from '../contract/globe.ts';
import type { ResourceType } from '../contract/resource-type.ts';
import type { Service } from '../contract/service.ts';

/** Resource types by name. */
export type ResourceTypes = ReadonlyMap<string, ResourceType>;

const registries = new WeakMap<Globe, ResourceTypes>();

/** Collects the resource types of all services. A type that two services claim is a fault of ours. */
export function gatherResourceTypes(services: readonly Service[]): ResourceTypes {
  const types = new Map<string, ResourceType>();
  for (const resourceType of services.flatMap((service) => service.resourceTypes ?? [])) {
    if (types.has(resourceType.type)) throw new Error(`Two services provide ${resourceType.type}`);
    types.set(resourceType.type, resourceType);
  }
  return types;
}

/** Tells the stack engine which resource types the globe has. The composition root calls this before the first request. */
export function bindResourceTypes(globe: Globe, types: ResourceTypes): void {
  registries.set(globe, types);
}

export function resourceTypesOf(globe: Globe): ResourceTypes {
  const types = registries.get(globe);
  if (!types) throw new Error('No resource types are bound to this globe: call bindResourceTypes when it is composed');
  return types;
}
