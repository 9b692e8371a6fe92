import type { SubscribeInput, SubscribeResponse } from '@aws-sdk/client-sns';
import type { Call, Operation } from '../../../contract/operation.ts';
import { askForConfirmation } from '../confirmation.ts';
import { checkEndpoint, needsConfirmation, protocolOf } from '../endpoint.ts';
import { invalidParameter, subscriptionDiffers } from '../errors.ts';
import { startReplay } from '../replay.ts';
import { principalArn, putSubscription } from '../subscription.ts';
import { changedAttributes, sameAttributes } from '../subscription-attributes.ts';
import type { Protocol, SubscriptionRow } from '../tables.ts';
import { requireTopic, subscriptionsOf, type Topic } from '../topic.ts';

const where = 'Attributes Reason: ';

function newSubscription(
  call: Call,
  topic: Topic,
  protocol: Protocol,
  endpoint: string,
  attributes: Record<string, string>,
): SubscriptionRow {
  const id = call.globe.random.uuid();
  const { account } = call.caller;
  const pending = needsConfirmation(protocol, endpoint, account);
  return {
    id,
    arn: `${topic.row.arn}:${id}`,
    topicArn: topic.row.arn,
    owner: account,
    principalArn: principalArn(call.caller),
    protocol,
    endpoint,
    attributes,
    pending,
    token: call.globe.random.hex(224),
    // AWS: an endpoint that needs no confirmation counts as confirmed by who subscribed it.
    confirmationWasAuthenticated: !pending,
    authenticateOnUnsubscribe: false,
    createdAt: call.globe.clock.now(),
  };
}

function subscriptionFor(input: SubscribeInput, call: Call, topic: Topic): SubscriptionRow {
  const protocol = protocolOf(input.Protocol ?? '');
  const endpoint = input.Endpoint ?? '';
  checkEndpoint(call.globe, topic.row, protocol, endpoint);
  const given: Record<string, string> = { ...input.Attributes };
  const existing = subscriptionsOf(call.globe, topic).find(
    (row) => row.protocol === protocol && row.endpoint === endpoint,
  );
  if (existing) {
    if (!sameAttributes(existing.attributes, given)) throw subscriptionDiffers();
    return existing;
  }
  const attributes = changedAttributes({}, given, protocol, where);
  if (protocol === 'firehose' && attributes.SubscriptionRoleArn === undefined) {
    throw invalidParameter(`${where}SubscriptionRoleArn is required for firehose subscriptions`);
  }
  const row = newSubscription(call, topic, protocol, endpoint, attributes);
  putSubscription(call.globe, row);
  if (!row.pending) startReplay(call.globe, row, call.cause);
  return row;
}

/** AWS asks again when a subscription that is pending is asked for again. */
export const subscribe: Operation<SubscribeInput, SubscribeResponse> = (input, call) => {
  const topic = requireTopic(call, input.TopicArn);
  const row = subscriptionFor(input, call, topic);
  if (row.pending) askForConfirmation(call.globe, topic, row, call.cause);
  return { SubscriptionArn: row.pending && !input.ReturnSubscriptionArn ? 'pending confirmation' : row.arn };
};
