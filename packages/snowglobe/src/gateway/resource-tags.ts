import { type Arn, parseArn } from '../contract/arn.ts';
import { AwsError } from '../contract/aws-error.ts';
import type { Globe } from '../contract/globe.ts';
import type { Call } from '../contract/operation.ts';
import type { Service } from '../contract/service.ts';

type Tags = Readonly<Record<string, string>>;

/** The operation by which a service tells the tags of a resource, and its input. */
interface TagReader {
  readonly service: string;
  readonly operation: string;
  input(arn: string, parts: Arn, globe: Globe): object;
}

const byArn = (service: string, operation: string, member: string) => (): TagReader => ({
  service,
  operation,
  input: (arn) => ({ [member]: arn }),
});

/** The last part of an ARN's resource: `table/orders/index/x` is `orders`. */
const nameIn = ({ resource }: Arn) => resource.split(/[:/]/)[1] ?? resource;

/** By the service part of the ARN. */
const readers: Readonly<Record<string, (resource: string) => TagReader | undefined>> = {
  apigateway: byArn('api-gateway', 'GetTags', 'resourceArn'),
  dynamodb: () => ({
    service: 'dynamodb',
    operation: 'ListTagsOfResource',
    input: (arn) => ({ ResourceArn: arn.split('/').slice(0, 2).join('/') }),
  }),
  events: byArn('eventbridge', 'ListTagsForResource', 'ResourceARN'),
  firehose: () => ({
    service: 'firehose',
    operation: 'ListTagsForDeliveryStream',
    input: (_arn, parts) => ({ DeliveryStreamName: nameIn(parts) }),
  }),
  iam: iamReader,
  kinesis: () => ({
    service: 'kinesis',
    operation: 'ListTagsForStream',
    input: (_arn, parts) => ({ StreamName: nameIn(parts) }),
  }),
  kms: byArn('kms', 'ListResourceTags', 'KeyId'),
  lambda: () => ({
    service: 'lambda',
    operation: 'ListTags',
    input: (arn) => ({ Resource: arn.split(':').slice(0, 7).join(':') }),
  }),
  logs: () => ({
    service: 'cloudwatch-logs',
    operation: 'ListTagsForResource',
    input: (arn) => ({ resourceArn: arn.split(':').slice(0, 7).join(':') }),
  }),
  pipes: byArn('pipes', 'ListTagsForResource', 'resourceArn'),
  scheduler: byArn('scheduler', 'ListTagsForResource', 'ResourceArn'),
  sns: byArn('sns', 'ListTagsForResource', 'ResourceArn'),
  sqs: () => ({
    service: 'sqs',
    operation: 'ListQueueTags',
    input: (_arn, { account, resource }, { endpoint }) => ({ QueueUrl: `${endpoint}/${account}/${resource}` }),
  }),
  states: byArn('sfn', 'ListTagsForResource', 'resourceArn'),
};

const iamOperations: Readonly<Record<string, readonly [string, string]>> = {
  role: ['ListRoleTags', 'RoleName'],
  user: ['ListUserTags', 'UserName'],
};

function iamReader(resource: string): TagReader | undefined {
  const [operation, member] = iamOperations[resource.split('/')[0] ?? ''] ?? [];
  if (operation === undefined || member === undefined) return undefined;
  return { service: 'iam', operation, input: () => ({ [member]: resource.split('/').at(-1) }) };
}

const noTags: Tags = {};
const unheard = new AbortController().signal;

/** The tags of the resource behind an ARN; none where there is no such resource, or its service does not tell. */
export function resourceTags(
  { globe, services }: { readonly globe: Globe; readonly services: ReadonlyMap<string, Service> },
  arn: string,
): Tags {
  const parts = parseArn(arn);
  const reader = parts && readers[parts.service]?.(parts.resource);
  const handler = reader && services.get(reader.service)?.operations[reader.operation];
  if (!handler) return noTags;
  const input = reader.input(arn, parts, globe);
  try {
    const output: unknown = handler(input, callOf(globe, parts, `tags of ${arn}`));
    return tagsIn(output);
  } catch (error) {
    // No such resource: the operation itself will say so.
    if (error instanceof AwsError) return noTags;
    throw error;
  }
}

function callOf(globe: Globe, { account, region, service }: Arn, label: string): Call {
  const scope = { account, region: service === 'iam' ? 'us-east-1' : region };
  const cause = globe.causes.begin('system', label);
  return {
    globe,
    scope,
    caller: { kind: 'root', account },
    requestId: '',
    cause,
    http: { method: '', url: '', headers: {}, sourceIp: '', origin: globe.endpoint },
    signal: unheard,
    step: (work) => globe.store.step(cause, work),
    waiting: () => () => undefined,
    authorize: () => undefined,
  };
}

type Listed = Readonly<Record<string, string | undefined>>;

/** Services write tags as a map, or as a list under several names. */
function tagsIn(output: unknown): Tags {
  const { Tags: upper, tags: lower } = output as { readonly Tags?: unknown; readonly tags?: unknown };
  const tags = upper ?? lower ?? noTags;
  if (!Array.isArray(tags)) return tags as Tags;
  return Object.fromEntries(
    (tags as readonly Listed[]).map((tag) => [
      tag.Key ?? tag.key ?? tag.TagKey ?? '',
      tag.Value ?? tag.value ?? tag.TagValue ?? '',
    ]),
  );
}
