import type { Globe } from '../../contract/globe.ts';
import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { resumeInvocations } from './invocation.ts';
import { operations } from './operations.ts';
import { scheduleType } from './resource-types/schedule.ts';
import { scheduleGroupType } from './resource-types/schedule-group.ts';
import { resumeSchedules } from './schedule-run.ts';
import { tables } from './tables.ts';

function resume(globe: Globe): void {
  resumeSchedules(globe);
  resumeInvocations(globe);
}

export const scheduler: Service = {
  id: 'scheduler',
  tables,
  operations,
  access,
  resourceTypes: [scheduleType, scheduleGroupType],
  resume,
};
