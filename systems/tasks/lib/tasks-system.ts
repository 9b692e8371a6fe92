import { type App, Tags } from 'aws-cdk-lib';
import type { TasksConfiguration } from './configuration.ts';
import { GlobalStateStack } from './global-state-stack.ts';
import { RegionalStack } from './regional-stack.ts';

export interface TasksSystem {
  readonly globalState: GlobalStateStack;
  readonly regional: readonly RegionalStack[];
}

/** Adds one stack with the state that all regions replicate, and one stack per region that serves and consumes it. */
export function addTasksSystem(app: App, configuration: TasksConfiguration): TasksSystem {
  const { environment, regions, account } = configuration;
  const [primary] = regions;
  const envOf = (region: string) => ({ region, ...(account === undefined ? {} : { account }) });
  Tags.of(app).add('system', 'tasks');
  Tags.of(app).add('environment', environment);
  const globalState = new GlobalStateStack(app, `tasks-${environment}-event-log`, {
    env: envOf(primary),
    description: 'Tasks: the event log and the ledger, replicated to every region',
    configuration,
  });
  const regional = regions.map((region) => {
    const stack = new RegionalStack(app, `tasks-${environment}-${region}`, {
      env: envOf(region),
      description: `Tasks: API, event stream and consumers of ${region}`,
      configuration,
      globalState,
    });
    stack.addStackDependency(globalState);
    return stack;
  });
  return { globalState, regional };
}
