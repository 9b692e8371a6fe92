import type { CreateKeyResponse, GetKeyRotationStatusResponse } from '@aws-sdk/client-kms';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';

interface TemplateTag {
  readonly Key: string;
  readonly Value: string;
}

function tagsOf(properties: Properties, context: ResourceContext): ReadonlyMap<string, string> {
  const own: readonly TemplateTag[] = properties.Tags ?? [];
  return new Map([...context.stackTags, ...own].map(({ Key, Value }) => [Key, String(Value)]));
}

const asTags = (tags: ReadonlyMap<string, string>) => [...tags].map(([TagKey, TagValue]) => ({ TagKey, TagValue }));

function policyText(policy: unknown): string {
  return typeof policy === 'string' ? policy : JSON.stringify(policy);
}

const isTrue = (value: unknown): boolean => String(value) === 'true';

async function setRotation(properties: Properties, KeyId: string, context: ResourceContext): Promise<void> {
  const status = await context.api<GetKeyRotationStatusResponse>('kms', 'GetKeyRotationStatus', { KeyId });
  if (isTrue(properties.EnableKeyRotation)) {
    const days = properties.RotationPeriodInDays === undefined ? 365 : Number(properties.RotationPeriodInDays);
    if (status.KeyRotationEnabled && status.RotationPeriodInDays === days) return;
    await context.api('kms', 'EnableKeyRotation', { KeyId, RotationPeriodInDays: days });
  } else if (status.KeyRotationEnabled) {
    await context.api('kms', 'DisableKeyRotation', { KeyId });
  }
}

async function setEnabled(properties: Properties, KeyId: string, context: ResourceContext): Promise<void> {
  const enabled = properties.Enabled === undefined || isTrue(properties.Enabled);
  await context.api('kms', enabled ? 'EnableKey' : 'DisableKey', { KeyId });
}

async function setTags(properties: Properties, previous: Properties, KeyId: string, context: ResourceContext) {
  const tags = tagsOf(properties, context);
  const gone = [...tagsOf(previous, context).keys()].filter((key) => !tags.has(key));
  if (gone.length > 0) await context.api('kms', 'UntagResource', { KeyId, TagKeys: gone });
  if (tags.size > 0) await context.api('kms', 'TagResource', { KeyId, Tags: asTags(tags) });
}

const rotates = (properties: Properties) => (properties.KeySpec ?? 'SYMMETRIC_DEFAULT') === 'SYMMETRIC_DEFAULT';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const keyType: ResourceType = {
  type: 'AWS::KMS::Key',
  properties: {
    BypassPolicyLockoutSafetyCheck: { accepted: 'the lockout check is not made' },
    Description: true,
    Enabled: true,
    EnableKeyRotation: true,
    KeyPolicy: true,
    KeySpec: true,
    KeyUsage: true,
    PendingWindowInDays: true,
    RotationPeriodInDays: true,
    Tags: true,
  },
  async create(properties, context): Promise<ResourceState> {
    const { KeyMetadata } = await context.api<CreateKeyResponse>('kms', 'CreateKey', {
      ...(properties.Description !== undefined && { Description: String(properties.Description) }),
      ...(properties.KeyPolicy !== undefined && { Policy: policyText(properties.KeyPolicy) }),
      ...(properties.KeySpec !== undefined && { KeySpec: properties.KeySpec }),
      ...(properties.KeyUsage !== undefined && { KeyUsage: properties.KeyUsage }),
      Tags: asTags(tagsOf(properties, context)),
    });
    const KeyId = KeyMetadata?.KeyId ?? '';
    if (isTrue(properties.EnableKeyRotation)) await setRotation(properties, KeyId, context);
    if (properties.Enabled !== undefined) await setEnabled(properties, KeyId, context);
    return { physicalId: KeyId, attributes: { Arn: KeyMetadata?.Arn, KeyId } };
  },
  async update(properties, previous, state, context) {
    const KeyId = state.physicalId;
    await context.api('kms', 'EnableKey', { KeyId });
    await context.api('kms', 'UpdateKeyDescription', { KeyId, Description: String(properties.Description ?? '') });
    if (properties.KeyPolicy !== undefined) {
      await context.api('kms', 'PutKeyPolicy', {
        KeyId,
        PolicyName: 'default',
        Policy: policyText(properties.KeyPolicy),
      });
    }
    if (rotates(properties)) await setRotation(properties, KeyId, context);
    await setTags(properties, previous, KeyId, context);
    await setEnabled(properties, KeyId, context);
    return state;
  },
  async delete(state, properties, context) {
    const days = properties.PendingWindowInDays;
    await context
      .api('kms', 'ScheduleKeyDeletion', {
        KeyId: state.physicalId,
        ...(days !== undefined && { PendingWindowInDays: Number(days) }),
      })
      .catch(unlessGone);
  },
};

function unlessGone(error: unknown): void {
  const { code } = error as { code?: unknown };
  if (code !== 'NotFoundException' && code !== 'KMSInvalidStateException') throw error;
}
