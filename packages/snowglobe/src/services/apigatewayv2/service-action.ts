import { badRequest, notSupported } from './errors.ts';

/** What an integration asks of a service, from the values of its parameters. */
interface ServiceAction {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** As in ARNs of API Gateway. */
  readonly service: string;
  /** Undefined where the body names it. */
  readonly operation?: string;
  readonly contentType?: string;
  body(values: Values): string;
}

type Values = Readonly<Record<string, string>>;

/** AWS: API Gateway Developer Guide, "Integration subtype reference". */
const actions: Readonly<Record<string, ServiceAction>> = {
  'EventBridge-PutEvents': {
    required: ['Detail', 'DetailType', 'Source'],
    optional: ['EventBusName', 'Resources', 'Time', 'TraceHeader', 'Region'],
    service: 'events',
    operation: 'PutEvents',
    body: ({ Region: _region, Resources, Time, ...entry }) =>
      JSON.stringify({
        Entries: [
          {
            ...entry,
            ...(Resources !== undefined && { Resources: listOf(Resources) }),
            ...(Time !== undefined && { Time: secondsOf(Time) }),
          },
        ],
      }),
  },
  'Kinesis-PutRecord': {
    required: ['Data', 'PartitionKey', 'StreamName'],
    optional: ['ExplicitHashKey', 'SequenceNumberForOrdering', 'Region'],
    service: 'kinesis',
    operation: 'PutRecord',
    body: ({ Region: _region, Data = '', ...input }) =>
      JSON.stringify({ ...input, Data: Buffer.from(Data).toString('base64') }),
  },
  'SQS-SendMessage': {
    required: ['QueueUrl', 'MessageBody'],
    optional: ['DelaySeconds', 'MessageDeduplicationId', 'MessageGroupId', 'Region'],
    service: 'sqs',
    // AWS answers in XML, so it asks in the query protocol.
    contentType: 'application/x-www-form-urlencoded',
    body: ({ Region: _region, ...input }) =>
      new URLSearchParams({ Action: 'SendMessage', Version: '2012-11-05', ...input }).toString(),
  },
};

/** `["a","b"]`, or one value as it stands. */
function listOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [text];
  } catch {
    // Not JSON: one value.
    return [text];
  }
}

/** Epoch seconds, also from ISO 8601; what is neither is for the service to refuse. */
function secondsOf(text: string): number | string {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  return Number.isNaN(seconds) ? text : seconds;
}

/** Throws BadRequestException for a subtype that is not here. */
export function serviceActionOf(subtype: string): ServiceAction {
  const action = actions[subtype];
  if (!action) throw notSupported(`AWS service integrations (IntegrationSubtype ${subtype})`);
  return action;
}

interface CallableParts {
  readonly IntegrationType: string;
  readonly CredentialsArn: string | undefined;
  readonly RequestParameters: Values | undefined;
}

/** Refuses an integration with a service that could never be called. */
export function checkServiceIntegration(
  subtype: string,
  { IntegrationType, CredentialsArn, RequestParameters = {} }: CallableParts,
): void {
  const { required, optional } = serviceActionOf(subtype);
  if (IntegrationType !== 'AWS_PROXY') throw badRequest('IntegrationSubtype is only supported for AWS_PROXY');
  if (CredentialsArn === undefined) throw badRequest('CredentialsArn is required for integrations with a subtype');
  for (const name of required) {
    if (RequestParameters[name] === undefined) throw badRequest(`Missing required parameter for ${subtype}: ${name}`);
  }
  const other = Object.keys(RequestParameters).find((name) => ![...required, ...optional].includes(name));
  if (other !== undefined) throw notSupported(`the parameter ${other} of ${subtype}`);
}
