import { setTimeout as wait } from 'node:timers/promises';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { type GeneratorArguments, readArguments } from '../src/generator/command-line.ts';
import { generate } from '../src/generator/generate.ts';
import { randomOf } from '../src/generator/random.ts';
import { progressBar, summaryText } from '../src/generator/screen.ts';
import { firehoseSender, queueSender, type SendPayloads } from '../src/generator/senders.ts';
import { sqsSender } from '../src/transformer/queue.ts';

const given = readArguments(process.argv.slice(2), Date.now() % 1_000_000);
const { stderr, stdout } = process;
const summary = await generate(
  { ...given, random: randomOf(given.seed) },
  {
    send: senderOf(given),
    nowMs: Date.now,
    waitMs: async (milliseconds) => await wait(milliseconds),
    onProgress: (sent, count) => {
      if (stderr.isTTY) stderr.write(`\r${progressBar(sent, count)}${sent === count ? '\n' : ''}`);
    },
  },
);
stdout.write(`${summaryText(summary)} (seed ${given.seed})\n`);

function senderOf({ stream, queueUrl, region }: GeneratorArguments): SendPayloads {
  if (stream !== undefined) return firehoseSender(new FirehoseClient({ region }), stream);
  return queueSender(sqsSender(new SQSClient({ region }), queueUrl ?? ''), () => ulid(), Date.now);
}
