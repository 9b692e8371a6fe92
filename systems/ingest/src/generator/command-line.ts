import { Command, InvalidArgumentError, Option } from 'commander';
import { allKinds, type Kind } from '../domain/kinds.ts';

export interface GeneratorArguments {
  /** Exactly one of the two is given. */
  readonly stream?: string;
  readonly queueUrl?: string;
  readonly region: string;
  readonly count: number;
  readonly kinds: readonly [Kind, ...Kind[]];
  readonly rate?: number;
  readonly burst: number;
  readonly seed: number;
}

/** Reads the generator's command line (without the program's name). Commander tells of mistakes and ends the process. */
export function readArguments(argv: readonly string[], defaultSeed: number): GeneratorArguments {
  const command = new Command('generate')
    .description('Sends random payloads to the ingest system. AWS_ENDPOINT_URL says where, as for any AWS tool.')
    .addOption(new Option('--stream <name>', 'delivery stream (output StreamName)').conflicts('queueUrl'))
    .option('--queue-url <url>', 'send to the queue instead, past the stream (output QueueUrl)')
    .option('--region <name>', 'region of the system', 'eu-north-1')
    .option('--count <number>', 'how many payloads', wholeNumber, 5)
    .option('--kinds <names>', `of ${allKinds.join(', ')}`, kindsOf, kindsOf(allKinds.join(',')))
    .option('--rate <number>', 'payloads a second; without it, as fast as possible', wholeNumber)
    .option('--burst <number>', 'how many are sent at once', wholeNumber, 50)
    .option('--seed <number>', 'makes the same payloads again', wholeNumber, defaultSeed)
    .parse([...argv], { from: 'user' });
  const read = command.opts<GeneratorArguments>();
  if (read.stream === undefined && read.queueUrl === undefined) command.error('--stream or --queue-url is needed');
  return read;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('A whole number from 1 is needed.');
  return Number(text);
}

function kindsOf(text: string): readonly [Kind, ...Kind[]] {
  const [first, ...others] = text.split(',').map((name) => {
    const kind = allKinds.find((known) => known === name.trim());
    if (kind === undefined) throw new InvalidArgumentError(`A kind is one of ${allKinds.join(', ')}.`);
    return kind;
  });
  if (first === undefined) throw new InvalidArgumentError('At least one kind is needed.');
  return [first, ...others];
}
