import { type App, Tags } from 'aws-cdk-lib';
import type { IngestConfiguration } from './configuration.ts';
import { IngestStack } from './ingest-stack.ts';
import { LakeCopyStack } from './lake-copy-stack.ts';

export interface IngestSystem {
  readonly pipeline: IngestStack;
  readonly lakeCopy?: LakeCopyStack;
}

/** Adds the pipeline's stack and, when the lake is replicated, the stack of its copy. */
export function addIngestSystem(app: App, configuration: IngestConfiguration): IngestSystem {
  const { environment, region, account, replicateTo } = configuration;
  const envOf = (name: string) => ({ region: name, ...(account === undefined ? {} : { account }) });
  Tags.of(app).add('system', 'ingest');
  Tags.of(app).add('environment', environment);
  const pipeline = new IngestStack(app, `ingest-${environment}`, {
    env: envOf(region),
    description: 'Ingest: from a stream of data to events',
    configuration,
  });
  if (replicateTo === undefined) return { pipeline };
  const lakeCopy = new LakeCopyStack(app, `ingest-${environment}-lake-copy`, {
    env: envOf(replicateTo),
    description: "Ingest: the lake's copy",
    configuration,
  });
  pipeline.addStackDependency(lakeCopy);
  return { pipeline, lakeCopy };
}
