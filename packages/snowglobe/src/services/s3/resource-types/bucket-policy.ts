import { AwsError } from '../../../contract/aws-error.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicyType: ResourceType = {
  type: 'AWS::S3::BucketPolicy',
  properties: { Bucket: true, PolicyDocument: true },

  async create(properties, context) {
    if (await hasPolicy(properties.Bucket, context)) {
      throw new AwsError('AlreadyExists', `The bucket policy already exists on bucket ${properties.Bucket}.`);
    }
    await put(properties, context);
    return { physicalId: properties.Bucket, attributes: {} };
  },

  async update(properties, _previous, state, context) {
    await put(properties, context);
    return state;
  },

  async delete(state, _properties, context) {
    await ignoring(gone, context.api('s3', 'DeleteBucketPolicy', { Bucket: state.physicalId }));
  },
};

const gone = new Set(['NoSuchBucket', 'NoSuchBucketPolicy']);

async function hasPolicy(bucket: string, context: ResourceContext): Promise<boolean> {
  return (
    (await ignoring(new Set(['NoSuchBucketPolicy']), context.api('s3', 'GetBucketPolicy', { Bucket: bucket }))) !==
    undefined
  );
}

async function put({ Bucket, PolicyDocument }: Properties, context: ResourceContext): Promise<void> {
  const Policy = typeof PolicyDocument === 'string' ? PolicyDocument : JSON.stringify(PolicyDocument);
  await context.api('s3', 'PutBucketPolicy', { Bucket, Policy });
}

/** The answer of a call; undefined when it failed with one of the codes. */
async function ignoring<Output>(codes: ReadonlySet<string>, answer: Promise<Output>): Promise<Output | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AwsError && codes.has(error.code)) return undefined;
    throw error;
  }
}
