import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { resumeInvocations } from './async-queue.ts';
import { eventTarget } from './event-target.ts';
import { stopLambdaRuntime } from './lambda-runtime.ts';
import { operations } from './operations.ts';
import { tables } from './tables.ts';

export const lambda: Service = {
  id: 'lambda',
  tables,
  operations,
  access,
  eventTarget,
  resume: resumeInvocations,
  stop: stopLambdaRuntime,
};
