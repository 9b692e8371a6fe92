import { AwsError } from '../../../contract/aws-error.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { groupArn, groupsOf } from '../log-group.ts';
import { tagsIn } from './template-tags.ts';
import { unlessMissing } from './unless-missing.ts';

export const logGroupType: ResourceType = {
  type: 'AWS::Logs::LogGroup',
  properties: {
    KmsKeyId: true,
    LogGroupClass: true,
    LogGroupName: true,
    RetentionInDays: true,
    Tags: true,
  },

  async create(properties, context) {
    const logGroupName: string = properties.LogGroupName ?? context.physicalName({ maxLength: 512 });
    await createOrAdopt(logGroupName, properties, context);
    await applyRetention(logGroupName, properties, context);
    return { physicalId: logGroupName, attributes: { Arn: `${groupArn(context.scope, logGroupName)}:*` } };
  },

  async update(properties, previous, state, context) {
    await applyRetention(state.physicalId, properties, context);
    await applyKey(state.physicalId, properties, previous, context);
    await applyTags(state.physicalId, properties, previous, context);
    return state;
  },

  async delete(state, _properties, context) {
    await unlessMissing(context.api('cloudwatch-logs', 'DeleteLogGroup', { logGroupName: state.physicalId }));
  },
};

/**
 * Differs from AWS: a group that a function's first line made before the template came to it is taken over, where
 * CloudFormation would fail. On AWS the function rarely runs so early.
 */
async function createOrAdopt(logGroupName: string, properties: Properties, context: ResourceContext): Promise<void> {
  const tags = tagsIn(properties, context);
  const { KmsKeyId: kmsKeyId, LogGroupClass: logGroupClass } = properties;
  try {
    await context.api('cloudwatch-logs', 'CreateLogGroup', {
      logGroupName,
      tags,
      ...(kmsKeyId !== undefined && { kmsKeyId }),
      ...(logGroupClass !== undefined && { logGroupClass }),
    });
  } catch (error) {
    const taken = error instanceof AwsError && error.code === 'ResourceAlreadyExistsException';
    const existing = groupsOf(context.globe, context.scope).get(logGroupName);
    if (!taken || !existing?.madeByRuntime) throw error;
    await context.api('cloudwatch-logs', 'TagLogGroup', { logGroupName, tags: { ...tags } });
  }
}

async function applyRetention(logGroupName: string, properties: Properties, context: ResourceContext): Promise<void> {
  if (properties.RetentionInDays === undefined) {
    await context.api('cloudwatch-logs', 'DeleteRetentionPolicy', { logGroupName });
    return;
  }
  const retentionInDays = Number(properties.RetentionInDays);
  await context.api('cloudwatch-logs', 'PutRetentionPolicy', { logGroupName, retentionInDays });
}

async function applyKey(
  logGroupName: string,
  { KmsKeyId: kmsKeyId }: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  if (kmsKeyId === previous.KmsKeyId) return;
  if (kmsKeyId === undefined) await context.api('cloudwatch-logs', 'DisassociateKmsKey', { logGroupName });
  else await context.api('cloudwatch-logs', 'AssociateKmsKey', { logGroupName, kmsKeyId });
}

async function applyTags(
  logGroupName: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const resourceArn = groupArn(context.scope, logGroupName);
  const tags = tagsIn(properties, context);
  const tagKeys = Object.keys(tagsIn(previous, context)).filter((key) => !(key in tags));
  if (tagKeys.length > 0) await context.api('cloudwatch-logs', 'UntagResource', { resourceArn, tagKeys });
  if (Object.keys(tags).length > 0) await context.api('cloudwatch-logs', 'TagResource', { resourceArn, tags });
}
