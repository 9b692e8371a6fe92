import type { Event, NotificationConfiguration, NotificationConfigurationFilter } from '@aws-sdk/client-s3';
import type { Properties } from '../../../contract/resource-type.ts';

/** Template JSON whose shape the template check has confirmed. */
type Json = Properties[string];

/** A template's NotificationConfiguration in the API's form: one event for each entry. */
export function notificationConfiguration(value: Json): NotificationConfiguration {
  const eventBridge =
    value.EventBridgeConfiguration !== undefined &&
    String(value.EventBridgeConfiguration.EventBridgeEnabled ?? true) === 'true';
  return {
    LambdaFunctionConfigurations: value.LambdaConfigurations?.map((entry: Json) => ({
      LambdaFunctionArn: entry.Function,
      ...eventAndFilter(entry),
    })),
    QueueConfigurations: value.QueueConfigurations?.map((entry: Json) => ({
      QueueArn: entry.Queue,
      ...eventAndFilter(entry),
    })),
    TopicConfigurations: value.TopicConfigurations?.map((entry: Json) => ({
      TopicArn: entry.Topic,
      ...eventAndFilter(entry),
    })),
    ...(eventBridge && { EventBridgeConfiguration: {} }),
  };
}

function eventAndFilter(entry: Json): { Events: Event[]; Filter?: NotificationConfigurationFilter } {
  const rules = entry.Filter?.S3Key?.Rules;
  return { Events: [entry.Event], ...(rules && { Filter: { Key: { FilterRules: rules } } }) };
}
