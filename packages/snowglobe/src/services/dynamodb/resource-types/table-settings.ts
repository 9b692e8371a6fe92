import type { CreateTableInput } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Properties, ResourceContext } from '../../../contract/resource-type.ts';

type Settings = Pick<
  CreateTableInput,
  | 'BillingMode'
  | 'ProvisionedThroughput'
  | 'SSESpecification'
  | 'TableClass'
  | 'DeletionProtectionEnabled'
  | 'OnDemandThroughput'
>;

/** The members that CreateTable and UpdateTable have in common; without SSESpecification the AWS owned key is used. */
export function settingsOf(properties: Properties): Settings {
  const mode = properties.BillingMode ?? 'PROVISIONED';
  const encryption = properties.SSESpecification;
  return {
    BillingMode: mode,
    ...(mode === 'PROVISIONED' && { ProvisionedThroughput: properties.ProvisionedThroughput }),
    SSESpecification: {
      Enabled: encryption?.SSEEnabled ?? false,
      ...(encryption?.SSEType && { SSEType: encryption.SSEType }),
      ...(encryption?.KMSMasterKeyId && { KMSMasterKeyId: encryption.KMSMasterKeyId }),
    },
    ...(properties.TableClass && { TableClass: properties.TableClass }),
    ...(properties.OnDemandThroughput && { OnDemandThroughput: properties.OnDemandThroughput }),
    DeletionProtectionEnabled: properties.DeletionProtectionEnabled ?? false,
  };
}

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The stack's tags with the template's put over them. */
export function templateTags(
  tags: readonly Tag[] | undefined,
  context: ResourceContext,
): { Key: string; Value: string }[] {
  const byKey = new Map([...context.stackTags, ...(tags ?? [])].map(({ Key, Value }) => [Key, String(Value)]));
  return [...byKey].map(([Key, Value]) => ({ Key, Value }));
}

export async function updateTags(
  arn: string,
  wanted: readonly Tag[] | undefined,
  previous: readonly Tag[] | undefined,
  context: ResourceContext,
): Promise<void> {
  const tags = templateTags(wanted, context);
  const dropped = (previous ?? []).map(({ Key }) => Key).filter((key) => tags.every(({ Key }) => Key !== key));
  if (dropped.length > 0) await context.api('dynamodb', 'UntagResource', { ResourceArn: arn, TagKeys: dropped });
  if (tags.length > 0) await context.api('dynamodb', 'TagResource', { ResourceArn: arn, Tags: tags });
}

interface TimeToLive {
  readonly AttributeName?: string;
  readonly Enabled: boolean;
}

export async function updateTimeToLive(
  name: string,
  wanted: TimeToLive | undefined,
  previous: TimeToLive | undefined,
  context: ResourceContext,
): Promise<void> {
  const next = wanted?.Enabled ? wanted.AttributeName : undefined;
  const last = previous?.Enabled ? previous.AttributeName : undefined;
  if (next === last) return;
  const set = (Enabled: boolean, AttributeName: string) =>
    context.api('dynamodb', 'UpdateTimeToLive', {
      TableName: name,
      TimeToLiveSpecification: { Enabled, AttributeName },
    });
  if (last !== undefined) await set(false, last);
  if (next !== undefined) await set(true, next);
}

interface Recovery {
  readonly PointInTimeRecoveryEnabled?: boolean;
  readonly RecoveryPeriodInDays?: number;
}

export async function updateBackups(
  name: string,
  wanted: Recovery | undefined,
  previous: Recovery | undefined,
  context: ResourceContext,
): Promise<void> {
  if (JSON.stringify(wanted) === JSON.stringify(previous)) return;
  await context.api('dynamodb', 'UpdateContinuousBackups', {
    TableName: name,
    PointInTimeRecoverySpecification: {
      PointInTimeRecoveryEnabled: wanted?.PointInTimeRecoveryEnabled ?? false,
      ...(wanted?.RecoveryPeriodInDays !== undefined && { RecoveryPeriodInDays: wanted.RecoveryPeriodInDays }),
    },
  });
}

/** A table that is gone already is deleted. */
export function unlessMissing(error: unknown): void {
  if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
}
