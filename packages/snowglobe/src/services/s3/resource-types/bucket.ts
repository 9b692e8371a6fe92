import { AwsError } from '../../../contract/aws-error.ts';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { bucketArn } from '../bucket.ts';
import { type BucketSetting, bucketSettings } from './bucket-settings.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucketType: ResourceType = {
  type: 'AWS::S3::Bucket',
  properties: {
    BucketName: true,
    ObjectLockEnabled: true,
    ...Object.fromEntries(bucketSettings.map(({ property, support }) => [property, support])),
  },

  async create(properties, context) {
    const name: string = properties.BucketName ?? context.physicalName({ maxLength: 63, lowerCase: true });
    await createBucket(name, properties, context);
    try {
      for (const setting of bucketSettings) await apply(setting, name, properties, undefined, context);
    } catch (error) {
      await deleteBucket(name, context);
      throw error;
    }
    return stateOf(name, context);
  },

  async update(properties, previous, state, context) {
    for (const setting of bucketSettings) await apply(setting, state.physicalId, properties, previous, context);
    return stateOf(state.physicalId, context);
  },

  async delete(state, _properties, context) {
    await deleteBucket(state.physicalId, context);
  },
};

/** CreateBucket itself would take a bucket of one's own in us-east-1 for new; CloudFormation does not. */
async function createBucket(name: string, properties: Properties, context: ResourceContext): Promise<void> {
  if (await exists(name, context)) throw new AwsError('AlreadyExists', `${name} already exists`);
  const { region } = context.scope;
  await context.api('s3', 'CreateBucket', {
    Bucket: name,
    ...(region !== 'us-east-1' && { CreateBucketConfiguration: { LocationConstraint: region } }),
    ...(String(properties.ObjectLockEnabled) === 'true' && { ObjectLockEnabledForBucket: true }),
  });
}

async function exists(name: string, context: ResourceContext): Promise<boolean> {
  try {
    await context.api('s3', 'HeadBucket', { Bucket: name });
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.options.status === 404) return false;
    throw error;
  }
}

async function deleteBucket(name: string, context: ResourceContext): Promise<void> {
  try {
    await context.api('s3', 'DeleteBucket', { Bucket: name });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === 'NoSuchBucket')) throw error;
  }
}

/** Calls the operation that sets, or resets, one setting, when the template changed it. */
async function apply(
  setting: BucketSetting,
  name: string,
  properties: Properties,
  previous: Properties | undefined,
  context: ResourceContext,
): Promise<void> {
  const wanted = setting.input(properties[setting.property], context);
  const before = previous && setting.input(previous[setting.property], context);
  if (JSON.stringify(wanted) === JSON.stringify(before)) return;
  if (wanted !== undefined) await context.api('s3', setting.put, { Bucket: name, ...wanted });
  else if (before !== undefined)
    await context.api('s3', setting.reset.operation, { Bucket: name, ...setting.reset.input });
}

function stateOf(name: string, { scope: { region } }: ResourceContext): ResourceState {
  return {
    physicalId: name,
    attributes: {
      Arn: bucketArn(name),
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      WebsiteURL: `http://${name}.s3-website-${region}.amazonaws.com`,
    },
  };
}
