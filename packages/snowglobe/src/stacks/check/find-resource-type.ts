import type { ResourceType } from '../../contract/resource-type.ts';
import type { ResourceTypes } from '../registry.ts';

const customResource = 'AWS::CloudFormation::CustomResource';
export const nestedStack = 'AWS::CloudFormation::Stack';

/** Whether a function or topic of the user stands behind the type. */
export function isCustomResource(type: string): boolean {
  return type === customResource || /^Custom::[A-Za-z0-9_@-]{1,60}$/.test(type);
}

/** The resource type that serves a type name. */
export function findResourceType(types: ResourceTypes, type: string): ResourceType | undefined {
  return types.get(isCustomResource(type) ? customResource : type);
}
