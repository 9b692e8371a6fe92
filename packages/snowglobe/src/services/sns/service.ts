import type { Globe } from '../../contract/globe.ts';
import type { Service } from '../../contract/service.ts';
import { afterKey } from '../encryption-at-rest/after-key.ts';
import { access } from './access.ts';
import { resumeConfirmations } from './confirmation.ts';
import { dataPlane } from './data-plane.ts';
import { resumeDeliveries, stopDeliveries } from './delivery-queue.ts';
import { publishing } from './encryption.ts';
import { eventTarget } from './event-target.ts';
import { addPermission } from './operations/add-permission.ts';
import { confirmSubscription } from './operations/confirm-subscription.ts';
import { createTopic } from './operations/create-topic.ts';
import { deleteTopic } from './operations/delete-topic.ts';
import { getSubscriptionAttributes } from './operations/get-subscription-attributes.ts';
import { getTopicAttributes } from './operations/get-topic-attributes.ts';
import { listSubscriptions } from './operations/list-subscriptions.ts';
import { listSubscriptionsByTopic } from './operations/list-subscriptions-by-topic.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { listTopics } from './operations/list-topics.ts';
import { publish } from './operations/publish.ts';
import { publishBatch } from './operations/publish-batch.ts';
import { removePermission } from './operations/remove-permission.ts';
import { setSubscriptionAttributes } from './operations/set-subscription-attributes.ts';
import { setTopicAttributes } from './operations/set-topic-attributes.ts';
import { subscribe } from './operations/subscribe.ts';
import { tagResource } from './operations/tag-resource.ts';
import { unsubscribe } from './operations/unsubscribe.ts';
import { untagResource } from './operations/untag-resource.ts';
import { subscriptionType } from './resource-types/subscription.ts';
import { topicType } from './resource-types/topic.ts';
import { topicInlinePolicyType } from './resource-types/topic-inline-policy.ts';
import { topicPolicyType } from './resource-types/topic-policy.ts';
import { tables } from './tables.ts';

function resume(globe: Globe): void {
  resumeConfirmations(globe);
  resumeDeliveries(globe);
}

export const sns: Service = {
  id: 'sns',
  tables,
  operations: {
    AddPermission: addPermission,
    ConfirmSubscription: confirmSubscription,
    CreateTopic: createTopic,
    DeleteTopic: deleteTopic,
    GetSubscriptionAttributes: getSubscriptionAttributes,
    GetTopicAttributes: getTopicAttributes,
    ListSubscriptions: listSubscriptions,
    ListSubscriptionsByTopic: listSubscriptionsByTopic,
    ListTagsForResource: listTagsForResource,
    ListTopics: listTopics,
    Publish: afterKey(publish, publishing),
    PublishBatch: afterKey(publishBatch, publishing),
    RemovePermission: removePermission,
    SetSubscriptionAttributes: setSubscriptionAttributes,
    SetTopicAttributes: setTopicAttributes,
    Subscribe: subscribe,
    TagResource: tagResource,
    Unsubscribe: unsubscribe,
    UntagResource: untagResource,
  },
  access,
  resourceTypes: [topicType, topicInlinePolicyType, topicPolicyType, subscriptionType],
  eventTarget,
  dataPlane,
  resume,
  stop: stopDeliveries,
};
