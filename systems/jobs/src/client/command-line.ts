import { Command, InvalidArgumentError } from 'commander';
import type { JobReport, JobsClient } from './jobs-client.ts';

export interface ClientOptions {
  readonly stack: string;
  readonly region: string;
}

export interface Surroundings {
  readonly connect: (options: ClientOptions) => Promise<JobsClient>;
  readonly print: (text: string) => void;
  readonly pauseMs: (milliseconds: number) => Promise<void>;
  readonly nowMs: () => number;
}

interface SubmitOptions {
  readonly type?: string;
  readonly seconds?: number;
  readonly parameter: Readonly<Record<string, unknown>>;
  readonly idempotencyKey?: string;
}

const askEveryMs = 1_000;

/** The client's command line: submit, get, wait, cancel. */
export function jobsCommand({ connect, print, pauseMs, nowMs }: Surroundings): Command {
  const command = new Command('jobs')
    .description('Talks to the jobs API with signed requests. AWS_ENDPOINT_URL says where AWS is, as for any AWS tool.')
    .option('--stack <name>', 'the stack, which tells API and role', 'jobs-local')
    .option('--region <name>', 'its region', 'us-east-1');
  const client = async () => await connect(command.opts<ClientOptions>());
  const show = ({ parts }: JobReport) => print(JSON.stringify(parts, null, 2));

  command
    .command('submit')
    .description('hands a job in and prints its id')
    .option('--type <type>', 'kind of job; sleep when absent')
    .option('--seconds <number>', 'how long to sleep', wholeNumber)
    .option('--parameter <name=value>', 'any parameter; numbers and booleans as JSON writes them', addParameter, {})
    .option('--idempotency-key <key>', 'the same request with the same key makes one job')
    .action(async ({ type, seconds, parameter, idempotencyKey }: SubmitOptions) => {
      const request = { ...(type && { type }), ...(seconds !== undefined && { seconds }), ...parameter };
      print(await (await client()).submit(request, idempotencyKey));
    });
  command
    .command('get <jobId>')
    .description('prints what each consumer has made of a job')
    .action(async (jobId: string) => show(await (await client()).get(jobId)));
  command
    .command('wait <jobId>')
    .description('asks every second until a job has ended')
    .option('--timeout <seconds>', 'gives up after that', wholeNumber, 3600)
    .action(async (jobId: string, { timeout }: { readonly timeout: number }) => {
      const connected = await client();
      const until = nowMs() + timeout * 1000;
      for (;;) {
        const report = await connected.get(jobId);
        if (report.hasEnded || nowMs() >= until) {
          show(report);
          if (!report.hasEnded) command.error(`the job has not ended within ${timeout} seconds`);
          return;
        }
        await pauseMs(askEveryMs);
      }
    });
  command
    .command('cancel <jobId>')
    .description('asks for a job to be cancelled')
    .action(async (jobId: string) => await (await client()).cancel(jobId));
  return command;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('A whole number from 1 is needed.');
  return Number(text);
}

function addParameter(text: string, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('name=value is needed.');
  return { ...given, [name]: /^(-?\d+(\.\d+)?|true|false)$/.test(value) ? JSON.parse(value) : value };
}
