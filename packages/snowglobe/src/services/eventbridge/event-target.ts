import type { PutEventsResponse } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../contract/aws-error.ts';
import type { Delivery, EventTarget } from '../../contract/event-target.ts';
import type { Globe } from '../../contract/globe.ts';
import { type BusAddress, busAddress, requireBus } from './bus.ts';
import { unsupported } from './errors.ts';
import { envelope } from './event.ts';
import { publish } from './publish.ts';
import { isBusArn } from './targets/target-kind.ts';

/**
 * Puts an event on a bus. `parameters`: `source`, `detail-type`, `resources` (one ARN, or a JSON list), `time` (ISO 8601);
 * the body is the detail. AWS's own services need no permission for it, everyone else needs events:PutEvents.
 */
export const eventTarget: EventTarget = {
  async deliver(globe, arn, delivery) {
    if (!isBusArn(arn)) throw unsupported(`Delivery to ${arn}`);
    const bus = busAddress(arn, { account: '', region: '' });
    if (delivery.caller.kind === 'service') publishOwn(globe, bus, delivery);
    else await putEvent(globe, bus, arn, delivery);
  },
};

function resourcesOf({ parameters }: Delivery): string[] {
  const text = parameters?.resources;
  if (text === undefined) return [];
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : [text];
}

function publishOwn(globe: Globe, bus: BusAddress, delivery: Delivery): void {
  const { body, cause, parameters = {} } = delivery;
  requireBus(globe, bus);
  const event = envelope(bus.scope, {
    id: globe.random.uuid(),
    detailType: parameters['detail-type'] ?? '',
    source: parameters.source ?? '',
    at: parameters.time === undefined ? globe.clock.now() : Date.parse(parameters.time),
    resources: resourcesOf(delivery),
    detail: JSON.parse(body),
  });
  globe.store.step(globe.causes.begin('delivery', `event to bus ${bus.name}`, cause), () =>
    publish(globe, bus, event, { cause, traceHeader: parameters.traceHeader }),
  );
}

async function putEvent(globe: Globe, bus: BusAddress, arn: string, delivery: Delivery): Promise<void> {
  const { body, cause, caller, parameters = {} } = delivery;
  const entry = {
    EventBusName: arn,
    Source: parameters.source,
    DetailType: parameters['detail-type'],
    Detail: body,
    Resources: resourcesOf(delivery),
    ...(parameters.time !== undefined && { Time: new Date(parameters.time) }),
    ...(parameters.traceHeader !== undefined && { TraceHeader: parameters.traceHeader }),
  };
  const answer = await globe.call<PutEventsResponse>({
    service: 'eventbridge',
    operation: 'PutEvents',
    input: { Entries: [entry] },
    scope: bus.scope,
    caller,
    cause,
  });
  const refused = answer.Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
  if (refused) throw new AwsError(refused.ErrorCode ?? '', refused.ErrorMessage ?? '');
}
