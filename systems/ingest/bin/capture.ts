import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Command } from 'commander';
import { type CapturedFile, capture, capturedFunctions } from '../src/capture/capture.ts';
import { logEvents, loggedEvents } from '../src/capture/function-events.ts';
import { allKinds } from '../src/domain/kinds.ts';
import { randomOf } from '../src/generator/random.ts';
import { randomPayload } from '../src/generator/random-payload.ts';
import { firehoseSender } from '../src/generator/senders.ts';

interface CaptureArguments {
  readonly stack: string;
  readonly region: string;
  readonly apiUrl?: string;
  readonly seed: string;
  readonly out: string;
}

const { stack, region, apiUrl, seed, out } = new Command('capture')
  .description(
    "Sends a payload of each kind through a running deployment and keeps every function's events as test data.",
  )
  .option('--stack <name>', 'the deployed stack', 'ingest-local')
  .option('--region <name>', 'its region', 'eu-north-1')
  .option('--api-url <url>', 'where its API is reached, when that is not its URL on AWS')
  .option('--seed <number>', 'makes the same payloads again', '1')
  .option('--out <folder>', 'where the events are written to', 'test/events')
  .parse()
  .opts<CaptureArguments>();

const lambda = new LambdaClient({ region });
const logs = new CloudWatchLogsClient({ region });
const startedAt = Date.now();
const { Stacks = [] } = await new CloudFormationClient({ region }).send(
  new DescribeStacksCommand({ StackName: stack }),
);
const outputs = new Map((Stacks[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
const random = randomOf(Number(seed));
const captured = await capture(
  {
    logEvents: async (name) => await logEvents(lambda, name),
    send: firehoseSender(new FirehoseClient({ region }), output('StreamName')),
    greet: async () => void (await fetch(apiUrl ?? output('ApiUrl'))),
    eventsOf: async (name) => await loggedEvents({ lambda, logs }, name, startedAt),
    wait: async () => await wait(2_000),
  },
  Object.fromEntries(
    Object.entries(capturedFunctions).map(([file, name]) => [file, output(`${name}FunctionName`)]),
  ) as Record<CapturedFile, string>,
  allKinds.map((kind) => randomPayload(kind, random)),
);
for (const [file, events] of Object.entries(captured)) {
  writeFileSync(`${out}/${file}.json`, `${JSON.stringify(events, null, 2)}\n`);
  process.stdout.write(`${out}/${file}.json: ${events.length} events\n`);
}

function output(name: string): string {
  const value = outputs.get(name);
  if (value === undefined) throw new Error(`the stack ${stack} has no output ${name}`);
  return value;
}
