import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readConfiguration } from '../../lib/configuration.ts';
import { addIngestSystem } from '../../lib/ingest-system.ts';

/** The templates with this context, the functions not bundled: they are the same but for the asset hashes. */
export function templates(context: Readonly<Record<string, unknown>> = {}, account?: string) {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [], ...context }, analyticsReporting: false });
  const { pipeline, lakeCopy } = addIngestSystem(app, readConfiguration(app.node, account));
  return {
    pipeline: Template.fromStack(pipeline),
    ...(lakeCopy === undefined ? {} : { lakeCopy: Template.fromStack(lakeCopy) }),
  };
}
