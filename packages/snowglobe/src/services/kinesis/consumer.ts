import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { invalidArgument, resourceNotFound } from './errors.ts';
import { addressOfArn, findStream, requireStream, type Stream } from './stream.ts';
import { type ConsumerRow, consumers } from './tables.ts';

export function consumersOf(globe: Globe, stream: Stream): ConsumerRow[] {
  const rows = globe.store.collection(consumers, stream.scope);
  return [...rows.rangeBy('name', { prefix: `${stream.row.name}/` })];
}

interface ConsumerNaming {
  readonly ConsumerARN?: string | undefined;
  readonly ConsumerName?: string | undefined;
  readonly StreamARN?: string | undefined;
}

export interface Consumer {
  readonly row: ConsumerRow;
  readonly stream: Stream;
}

/** Throws ResourceNotFoundException. */
export function requireConsumerByArn(arn: string, globe: Globe): Consumer {
  const address = addressOfArn(arn);
  const stream = address && findStream(globe, address);
  const row = stream && globe.store.collection(consumers, stream.scope).get(arn);
  if (!row) throw resourceNotFound(`Consumer ${arn} not found.`);
  return { row, stream };
}

/** Throws InvalidArgumentException, ResourceNotFoundException. */
export function requireConsumer(input: ConsumerNaming, call: Call): Consumer {
  if (input.ConsumerARN !== undefined) return requireConsumerByArn(input.ConsumerARN, call.globe);
  if (input.StreamARN === undefined || input.ConsumerName === undefined) {
    throw invalidArgument('Either ConsumerARN or both StreamARN and ConsumerName should be provided.');
  }
  const stream = requireStream({ StreamARN: input.StreamARN }, call);
  const row = consumersOf(call.globe, stream).find((consumer) => consumer.name === input.ConsumerName);
  if (!row) {
    throw resourceNotFound(
      `Consumer ${input.ConsumerName} of stream ${stream.row.name} under account ${stream.scope.account} not found.`,
    );
  }
  return { row, stream };
}

/** A consumer as the API describes it. */
export function describedConsumer(row: ConsumerRow) {
  return {
    ConsumerName: row.name,
    ConsumerARN: row.arn,
    ConsumerStatus: 'ACTIVE' as const,
    ConsumerCreationTimestamp: new Date(row.createdAt),
  };
}
