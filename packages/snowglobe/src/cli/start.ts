import { AppRunner } from '../apps/app-runner.ts';
import type { SystemHealth } from '../inspection/create-inspection.ts';
import { openSnowglobe, type Snowglobe } from '../snowglobe.ts';
import { StoreRefused } from '../storage/store-refused.ts';
import { bold, dim, print, printProblem } from './terminal.ts';

export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
  readonly seed?: string;
  readonly strictSignatures: boolean;
  readonly smtpUrl?: string;
  readonly mailFolder?: string;
}

/** Opens a globe, deploys the apps and keeps running until it is told to end. */
export async function start(folders: readonly string[], options: StartOptions): Promise<void> {
  const apps = new AppRunner(folders);
  const snowglobe = await open(apps, options);
  if (!snowglobe) return;
  endOnSignal(snowglobe);
  const where = options.data === undefined ? 'in memory' : `kept in ${options.data}`;
  print(`${bold('Snowglobe')} is open at ${bold(snowglobe.endpoint)} ${dim(`(${where}, account 000000000000)`)}`);
  const startedAt = snowglobe.globe.clock.now();
  await apps.deployAll(snowglobe, (name, health) => printSystem(name, health, snowglobe.globe.clock.now() - startedAt));
  print(`\n  health   ${snowglobe.endpoint}/_snowglobe/health`);
  print(
    `  clients  ${dim('export')} AWS_ENDPOINT_URL=${snowglobe.endpoint} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1`,
  );
  print(`\n${dim('Ctrl-C ends it.')}`);
}

async function open(apps: AppRunner, options: StartOptions): Promise<Snowglobe | undefined> {
  try {
    const snowglobe = await openSnowglobe(
      {
        port: options.port,
        host: options.host,
        strictSignatures: options.strictSignatures,
        ...(options.data !== undefined && { dataFolder: options.data }),
        ...(options.seed !== undefined && { seed: options.seed }),
        ...(options.smtpUrl !== undefined && { smtpUrl: options.smtpUrl }),
        ...(options.mailFolder !== undefined && { mailFolder: options.mailFolder }),
      },
      {
        systems: () => apps.health(),
        reset: () => apps.reset(snowglobe),
        deploy: (folder) => apps.deploy(snowglobe, folder),
      },
    );
    return snowglobe;
  } catch (error) {
    printProblem(startProblem(error, options));
    process.exitCode = 1;
    return undefined;
  }
}

function startProblem(error: unknown, options: StartOptions): string {
  if (error instanceof StoreRefused) return error.message;
  if ((error as { code?: string }).code === 'EADDRINUSE')
    return `port ${options.port} is in use: choose another with --port, or 0 for any free one`;
  throw error;
}

function printSystem(name: string, health: SystemHealth, tookMs: number): void {
  if (health.status === 'failed') {
    printProblem(`${name} was not deployed:\n${health.reason ?? ''}`);
    process.exitCode = 1;
    return;
  }
  if (health.status !== 'running') return;
  const regions = [...new Set(health.stacks?.map(({ region }) => region))].join(', ');
  print(`\n  ${bold(name)} is running in ${regions || 'no region'} ${dim(`(${(tookMs / 1000).toFixed(1)} s)`)}`);
  printOutputs(health.outputs ?? {});
}

/** An address that a person can call, or a command that a person can paste. */
const forPeople = /^(https?:\/\/[^ ]*\/_aws\/(execute-api|lambda-url)\/|curl |npm run )/;
/** What the CDK names by itself. */
const generated = /^ExportsOutput|[0-9A-F]{8}$/;

/** The outputs that a person needs first, and how many more there are; all of them when none is of that kind. */
function printOutputs(outputs: Readonly<Record<string, string>>): void {
  const all = Object.entries(outputs).filter(([output]) => !generated.test(output));
  const first = all.filter(([, value]) => forPeople.test(value));
  const shown = first.length > 0 ? first : all;
  const width = Math.max(0, ...shown.map(([output]) => output.length));
  for (const [output, value] of shown) print(`    ${output.padEnd(width)}  ${value}`);
  if (all.length > shown.length)
    print(dim(`    and ${all.length - shown.length} more outputs, which its health lists`));
}

function endOnSignal(snowglobe: Snowglobe): void {
  const end = () => {
    snowglobe.stop().then(
      () => process.exit(),
      (error: unknown) => {
        printProblem(String(error));
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
