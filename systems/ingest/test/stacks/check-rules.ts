import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readConfiguration } from '../../lib/configuration.ts';
import { addIngestSystem } from '../../lib/ingest-system.ts';

// Prints what cdk-nag finds in the app of the environment in the second argument, written to the folder in the first.
const outdir = process.argv[2] ?? 'cdk.out';
const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': [], environment: process.argv[3] ?? 'local' } });
addIngestSystem(app, readConfiguration(app.node));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
let violations: readonly unknown[] = [];
try {
  app.synth();
} catch {
  violations = readViolations();
}
process.exitCode = 0;
process.stdout.write(`\n${JSON.stringify({ violations })}`);

function readViolations(): readonly unknown[] {
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap((plugin: { violations: unknown[] }) => plugin.violations);
}
