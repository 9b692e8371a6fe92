import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readConfiguration } from '../../lib/configuration.ts';
import { addJobsSystem } from '../../lib/jobs-system.ts';

/** The template with this context, the functions not bundled: it is the same but for the asset hashes. */
export function template(context: Readonly<Record<string, unknown>> = {}, account?: string): Template {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [], ...context }, analyticsReporting: false });
  return Template.fromStack(addJobsSystem(app, readConfiguration(app.node, account)));
}
