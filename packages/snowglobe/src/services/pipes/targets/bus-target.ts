import type { PutEventsResponse } from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../../contract/arn.ts';
import { dynamicText } from '../pipe-event.ts';
import { callAt } from '../working-pipe.ts';
import type { SendEvents } from './send-batch.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html */
export const sendToBus: SendEvents = async (pipe, events) => {
  const { row } = pipe;
  const { Source, DetailType, Resources = [], Time } = row.targetParameters.EventBridgeEventBusParameters ?? {};
  const Entries = events.map(({ event, text }) => ({
    EventBusName: row.target,
    Source: dynamicText(Source ?? `Pipe ${row.name}`, event),
    DetailType: dynamicText(DetailType ?? `Event from aws:${parseArn(row.source)?.service}`, event),
    Resources: Resources.map((resource) => dynamicText(resource, event)),
    Detail: text,
    ...(Time !== undefined && { Time: new Date(dynamicText(Time, event)) }),
  }));
  const answer = await callAt<PutEventsResponse>(pipe, row.target, 'eventbridge', 'PutEvents', { Entries });
  return (answer.Entries ?? []).flatMap(({ ErrorCode }, index) => (ErrorCode === undefined ? [] : [index]));
};
