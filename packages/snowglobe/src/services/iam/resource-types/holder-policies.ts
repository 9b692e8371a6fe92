import { AwsError } from '../../../contract/aws-error.ts';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';

export type Holder = 'Role' | 'User' | 'Group';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

/** Templates write documents as objects or as JSON text. */
export function policyText(document: unknown): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

/** Makes a holder's inline and attached policies what the template says, where it said something else before. */
export async function applyHolderPolicies(
  holder: Holder,
  name: string,
  next: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const nextInline: readonly InlinePolicy[] = next.Policies ?? [];
  const previousInline: readonly InlinePolicy[] = previous.Policies ?? [];
  const nextArns: readonly string[] = next.ManagedPolicyArns ?? [];
  const previousArns: readonly string[] = previous.ManagedPolicyArns ?? [];
  for (const { PolicyName, PolicyDocument } of nextInline) {
    await holderCall(context, `Put${holder}Policy`, holder, name, {
      PolicyName,
      PolicyDocument: policyText(PolicyDocument),
    });
  }
  for (const arn of nextArns.filter((each) => !previousArns.includes(each))) {
    await holderCall(context, `Attach${holder}Policy`, holder, name, { PolicyArn: arn });
  }
  const kept = new Set(nextInline.map(({ PolicyName }) => PolicyName));
  for (const { PolicyName } of previousInline.filter((each) => !kept.has(each.PolicyName))) {
    await unlessMissing(holderCall(context, `Delete${holder}Policy`, holder, name, { PolicyName }));
  }
  for (const arn of previousArns.filter((each) => !nextArns.includes(each))) {
    await unlessMissing(holderCall(context, `Detach${holder}Policy`, holder, name, { PolicyArn: arn }));
  }
}

/** Finishes a role, user or group that was just made; when that fails, nothing of it stays. */
export async function finishOrRemove(
  type: ResourceType,
  state: ResourceState,
  properties: Properties,
  context: ResourceContext,
  finish: () => Promise<void>,
): Promise<ResourceState> {
  try {
    await finish();
    return state;
  } catch (error) {
    await type.delete(state, properties, context);
    throw error;
  }
}

/** Calls an IAM operation on a role, user or group. */
export function holderCall(
  context: ResourceContext,
  operation: string,
  holder: Holder,
  name: string,
  input: object,
): Promise<unknown> {
  return context.api('iam', operation, { [`${holder}Name`]: name, ...input });
}

/** Waits for the call; a thing that is gone already is as good as deleted. */
export async function unlessMissing(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof AwsError && error.code === 'NoSuchEntityException')) throw error;
  }
}

/** Puts or takes away a permissions boundary when it changed. */
export async function applyBoundary(
  holder: 'Role' | 'User',
  name: string,
  next: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  if (next.PermissionsBoundary === previous.PermissionsBoundary) return;
  if (next.PermissionsBoundary === undefined) {
    await holderCall(context, `Delete${holder}PermissionsBoundary`, holder, name, {});
    return;
  }
  const PermissionsBoundary = next.PermissionsBoundary;
  await holderCall(context, `Put${holder}PermissionsBoundary`, holder, name, { PermissionsBoundary });
}

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Makes a role's or user's tags what template and stack say. */
export async function applyTags(
  holder: 'Role' | 'User',
  name: string,
  next: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const tags = tagsOf(next, context);
  const gone = tagsOf(previous, context).filter(({ Key }) => !tags.some((tag) => tag.Key === Key));
  if (gone.length > 0) {
    await holderCall(context, `Untag${holder}`, holder, name, { TagKeys: gone.map(({ Key }) => Key) });
  }
  if (tags.length > 0) await holderCall(context, `Tag${holder}`, holder, name, { Tags: tags });
}

/** The template's tags win over the stack's. */
export function tagsOf(properties: Properties, { stackTags }: ResourceContext): readonly Tag[] {
  const own: readonly Tag[] = properties.Tags ?? [];
  const byKey = new Map([...stackTags, ...own].map((tag) => [tag.Key, tag]));
  return [...byKey.values()];
}
