import { fileURLToPath } from 'node:url';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { type Snowglobe, startSnowglobe } from 'snowglobe/testing';
import { Region } from './region.ts';

const app = fileURLToPath(new URL('../..', import.meta.url));

interface Right {
  readonly region: Region;
  /** The function, as its outputs name it. */
  readonly of: string;
  readonly action: string;
  /** Default: all. */
  readonly resource?: string;
}

export interface TasksGlobe {
  readonly globe: Snowglobe;
  readonly east: Region;
  readonly west: Region;
  /** Takes a right away from a function for as long as the work takes, once what came before has been done with it. */
  readonly withoutRight: (right: Right, work: () => Promise<void>) => Promise<void>;
}

/** The system as its CDK app describes it, on a clock that only tests move. */
export async function startTasks(): Promise<TasksGlobe> {
  const globe = await startSnowglobe({ app, clock: 'held' });
  const iam = globe.client(IAMClient);
  return {
    globe,
    east: new Region(globe, 'us-east-1'),
    west: new Region(globe, 'us-west-2'),
    withoutRight: async ({ region, of, action, resource = '*' }, work) => {
      const policy = { RoleName: await region.roleOf(of), PolicyName: 'taken-away' };
      const Statement = [{ Effect: 'Deny', Action: action, Resource: resource }];
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await globe.settle();
      await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
      try {
        await work();
      } finally {
        await iam.send(new DeleteRolePolicyCommand(policy));
      }
    },
  };
}
