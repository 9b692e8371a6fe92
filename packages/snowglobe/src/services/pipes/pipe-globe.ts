import type { EventSource } from '../../contract/event-source.ts';
import type { Delivery, EventTarget } from '../../contract/event-target.ts';
import type { Globe } from '../../contract/globe.ts';
import { runBatch } from './run-batch.ts';
import { pipesService } from './service-principal.ts';
import type { PipeRow } from './tables.ts';

/**
 * The globe as a pipe's poller sees it: the function that it invokes is the pipe, and the role in which it tells the
 * dead-letter queue is the pipe's.
 */
export function pipeGlobe(globe: Globe, row: PipeRow): Globe {
  const functions: Globe['functions'] = {
    invoke: (_arn, payload, cause) => runBatch(globe, row, payload, cause),
    invokeLater: async (_arn, payload, cause) => void (await runBatch(globe, row, payload, cause)),
  };
  return Object.create(globe, {
    functions: { value: functions },
    call: { value: async () => ({ Role: row.roleArn }) },
    assumeRole: {
      value: () => globe.assumeRole(row.roleArn, pipesService, globe.random.hex(32), { sourceArn: row.arn }),
    },
    eventTarget: { value: (arn: string) => deadLetters(globe, row, arn) },
  }) as Globe;
}

/** Sources know the globe itself. */
export function sourceOfGlobe<Source extends EventSource>(globe: Globe, source: Source): Source {
  const bound = Object.entries(source).map(([name, member]: [string, unknown]) => [
    name,
    typeof member === 'function' ? (_other: Globe, ...rest: unknown[]) => member.call(source, globe, ...rest) : member,
  ]);
  return Object.fromEntries(bound) as Source;
}

/** A dead-letter queue or topic that is told of the pipe instead of a function. */
function deadLetters(globe: Globe, row: PipeRow, arn: string): EventTarget | undefined {
  const target = globe.eventTarget(arn);
  return target && { deliver: (_other, to, delivery) => target.deliver(globe, to, withPipe(delivery, row)) };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html */
function withPipe(delivery: Delivery, row: PipeRow): Delivery {
  const {
    requestContext,
    responseContext: _response,
    ...rest
  } = JSON.parse(delivery.body) as {
    readonly requestContext: { readonly condition: string };
    readonly responseContext: unknown;
  };
  const context = { partnerResourceArn: row.arn, condition: requestContext.condition };
  return { ...delivery, body: JSON.stringify({ context, ...rest }) };
}
