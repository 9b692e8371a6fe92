import { type App, Tags } from 'aws-cdk-lib';
import type { JobsConfiguration } from './configuration.ts';
import { JobsStack } from './jobs-stack.ts';

/** Adds the system's one stack. */
export function addJobsSystem(app: App, configuration: JobsConfiguration): JobsStack {
  const { environment, region, account } = configuration;
  Tags.of(app).add('system', 'jobs');
  Tags.of(app).add('environment', environment);
  return new JobsStack(app, `jobs-${environment}`, {
    env: { region, ...(account === undefined ? {} : { account }) },
    description: 'Jobs: an API in front of a table, consumers behind its stream',
    configuration,
  });
}
