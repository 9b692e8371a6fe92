import { parseArn } from '../../contract/arn.ts';
import type { Properties, ResourceState, ResourceType } from '../../contract/resource-type.ts';
import type { EngineContext } from '../engine/resource-context.ts';
import { waitOutside } from '../engine/running-operations.ts';
import { UnfinishedResource } from '../engine/unfinished-resource.ts';
import { isObject } from '../json.ts';
import { type CustomResourceResponse, expectResponse } from './custom-resource-responses.ts';

const defaultTimeoutSeconds = 3600;

interface CustomResourceRequest {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly properties: Properties;
  readonly previous?: Properties;
  readonly physicalId?: string;
}

/** `AWS::CloudFormation::CustomResource` and `Custom::*`: a function or topic of the user does the work. */
export const customResource: ResourceType = {
  type: 'AWS::CloudFormation::CustomResource',
  // Every property is the user's own: it goes to the function as it is.
  properties: {},

  async create(properties, context) {
    return ask({ type: 'Create', properties }, context as EngineContext);
  },

  async update(properties, previous, state, context) {
    return ask({ type: 'Update', properties, previous, physicalId: state.physicalId }, context as EngineContext);
  },

  async delete(state, properties, context) {
    await ask({ type: 'Delete', properties, physicalId: state.physicalId }, context as EngineContext);
  },
};

/** Sends a request to the resource's function or topic and waits for its response. */
async function ask(request: CustomResourceRequest, context: EngineContext): Promise<ResourceState> {
  const requestId = context.globe.random.uuid();
  const expected = expectResponse(context.globe, context.scope.region);
  const event = {
    RequestType: request.type,
    ServiceToken: request.properties['ServiceToken'],
    ResponseURL: expected.url,
    StackId: context.stackId,
    RequestId: requestId,
    LogicalResourceId: context.logicalId,
    ...(request.physicalId !== undefined && { PhysicalResourceId: request.physicalId }),
    ResourceType: context.resourceType,
    ResourceProperties: asTexts(request.properties),
    ...(request.previous && { OldResourceProperties: asTexts(request.previous) }),
  };
  const timeout = startTimeout(request.properties, context, requestId);
  let over = false;
  let endWait = () => {};
  const sent = send(event, context).then(() => {
    if (!over) endWait = waitOutside(context.globe, context.stackId);
    return new Promise<never>(() => {});
  });
  try {
    const response = await Promise.race([expected.response, timeout.expired, sent]);
    return stateFrom(response, request, requestId, context);
  } finally {
    over = true;
    endWait();
    timeout.cancel();
    expected.close();
  }
}

/** CloudFormation gives custom resources every number and boolean as text. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asTexts(item)]));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function startTimeout(properties: Properties, { globe, logicalId }: EngineContext, requestId: string) {
  const seconds = Number(properties['ServiceTimeout'] ?? defaultTimeoutSeconds);
  let cancel = () => {};
  const expired = new Promise<never>((_resolve, reject) => {
    const due = globe.scheduler.after(seconds * 1000, `timeout of custom resource ${logicalId}`, () =>
      reject(
        new Error(
          `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}]. If you are using the Python cfn-response module, you may need to update your Lambda function to attach the updated version.`,
        ),
      ),
    );
    cancel = () => due.cancel();
  });
  return { expired, cancel: () => cancel() };
}

/**
 * Hands the event over; the answer comes to the response URL.
 * Differs from AWS: a function that fails without answering fails the resource at once, not after an hour.
 */
async function send(event: { readonly ServiceToken: unknown }, context: EngineContext): Promise<void> {
  const token = String(event.ServiceToken);
  const service = parseArn(token)?.service;
  if (service === 'lambda') {
    const result = await context.globe.functions.invoke(token, JSON.stringify(event), context.cause);
    if (result.functionError)
      throw new Error(`The function of custom resource ${context.logicalId} failed: ${result.payload}`);
  } else if (service === 'sns') {
    const Subject = 'AWS CloudFormation custom resource request';
    await context.api('sns', 'Publish', { TopicArn: token, Subject, Message: JSON.stringify(event) });
  } else {
    throw new Error(`Invalid service token: ${token} is neither a Lambda function nor an SNS topic`);
  }
}

function stateFrom(
  response: CustomResourceResponse,
  request: CustomResourceRequest,
  requestId: string,
  { resourceType }: EngineContext,
): ResourceState {
  const physicalId = response.PhysicalResourceId ?? request.physicalId;
  const state = { physicalId: physicalId ?? '', attributes: response.Data ?? {} };
  if (response.Status === 'FAILED') {
    const reason = `Received response status [FAILED] from custom resource. Message returned: ${response.Reason ?? ''} (RequestId: ${requestId})`;
    throw new UnfinishedResource(reason, state);
  }
  if (request.type !== 'Delete' && !physicalId)
    throw new Error(`Invalid PhysicalResourceId in the response of ${resourceType}`);
  return state;
}
