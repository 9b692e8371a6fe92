import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/**
 * Prints what cdk-nag's AWS Solutions rules find in an app. The process's arguments are the folder to write to and the
 * app's context as JSON, as `ruleViolations` gives them. Functions are not bundled.
 */
export function printRuleViolations(addSystem: (app: App) => void): void {
  const [outdir = 'cdk.out', context = '{}'] = process.argv.slice(2);
  const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': [], ...JSON.parse(context) } });
  addSystem(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  let violations: readonly unknown[] = [];
  try {
    app.synth();
  } catch (error) {
    violations = readViolations(outdir);
    if (violations.length === 0) throw error;
  }
  process.exitCode = 0;
  process.stdout.write(`\n${JSON.stringify(violations)}`);
}

function readViolations(outdir: string): readonly unknown[] {
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap((plugin: { violations: unknown[] }) => plugin.violations);
}
