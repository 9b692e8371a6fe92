import type { Globe } from '../../contract/globe.ts';
import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { resumeArchives } from './archive.ts';
import { resumeDeliveries } from './delivery-queue.ts';
import { eventTarget } from './event-target.ts';
import { operations } from './operations.ts';
import { resumeReplays } from './replay.ts';
import { apiDestinationType } from './resource-types/api-destination.ts';
import { archiveType } from './resource-types/archive.ts';
import { connectionType } from './resource-types/connection.ts';
import { eventBusType } from './resource-types/event-bus.ts';
import { eventBusPolicyType } from './resource-types/event-bus-policy.ts';
import { ruleType } from './resource-types/rule.ts';
import { resumeSchedules } from './rule-schedule.ts';
import { resumeSealedEvents } from './sealed-event.ts';
import { tables } from './tables.ts';

function resume(globe: Globe): void {
  resumeSealedEvents(globe);
  resumeDeliveries(globe);
  resumeSchedules(globe);
  resumeArchives(globe);
  resumeReplays(globe);
}

export const eventbridge: Service = {
  id: 'eventbridge',
  arnService: 'events',
  tables,
  operations,
  access,
  resourceTypes: [eventBusType, eventBusPolicyType, ruleType, archiveType, connectionType, apiDestinationType],
  eventTarget,
  resume,
};
