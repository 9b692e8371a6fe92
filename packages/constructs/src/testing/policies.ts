import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// Both checkers take a few hundred megabytes and set process.exitCode: they run in processes of their own.
const run = promisify(execFile);
const checkTemplates = fileURLToPath(new URL('./check-templates.ts', import.meta.url));
const largestOutputBytes = 64 * 1024 * 1024;

export type Context = Readonly<Record<string, unknown>>;

/** What cdk-nag finds. `script` is a file of the system that calls `printRuleViolations`; `folder` is written to. */
export async function ruleViolations(script: URL, folder: string, context: Context = {}): Promise<readonly unknown[]> {
  const { stdout } = await run(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(script), folder, JSON.stringify(context)],
    { env: { ...process.env, CDK_VALIDATION: 'true' }, maxBuffer: largestOutputBytes },
  );
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
}

export interface SynthesisOptions {
  /** The file that makes and synthesises the app. */
  readonly app: URL;
  /** Where the assembly is written to. */
  readonly folder: string;
  readonly context?: Context;
  /** Default: synthesised for any account, in the region that the app names. */
  readonly account?: { readonly id: string; readonly region: string };
}

export interface TemplateReport {
  readonly templates: readonly string[];
  readonly errors: readonly unknown[];
  /** What the app would have to look up in an account. */
  readonly missing: readonly unknown[];
}

/** Synthesises an app, without bundling its functions, and has AWS's own validator read the templates. */
export async function checkedTemplates({ app, folder, context, account }: SynthesisOptions): Promise<TemplateReport> {
  await run(process.execPath, ['--import', 'tsx', fileURLToPath(app)], {
    cwd: fileURLToPath(new URL('..', app)),
    env: {
      ...process.env,
      ...(account === undefined ? {} : { CDK_DEFAULT_ACCOUNT: account.id, CDK_DEFAULT_REGION: account.region }),
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:bundling-stacks': [], ...context }),
    },
  });
  const { stdout } = await run(process.execPath, ['--import', 'tsx', checkTemplates, folder], {
    maxBuffer: largestOutputBytes,
  });
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  return { ...JSON.parse(stdout), missing: manifest.missing ?? [] };
}
