import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PollerWorld } from '../../delivery/pollers/poller-fakes.ts';

interface Received {
  readonly Body: string;
  readonly ReceiptHandle: string;
}

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), group: fc.constantFrom('a', 'b') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('receive' as const), limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), which: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('show' as const), which: fc.nat({ max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
);

type Step = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

/** Does what a producer and some consumers may do, and says what was received in which order. */
class FifoModel {
  readonly world = new PollerWorld();
  /** Undeleted messages of each group, in order. */
  readonly waiting = new Map<string, string[]>();
  inFlight: Received[] = [];
  #sent = 0;

  async begin(): Promise<void> {
    await this.world.run('CreateQueue', {
      QueueName: 'q.fifo',
      Attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true' },
    });
  }

  async send(group: string): Promise<void> {
    this.#sent += 1;
    const MessageBody = `${group}${this.#sent}`;
    await this.world.run('SendMessage', { QueueUrl: 'q.fifo', MessageBody, MessageGroupId: group });
    this.waiting.set(group, [...(this.waiting.get(group) ?? []), MessageBody]);
  }

  async receive(limit: number): Promise<Received[]> {
    const { Messages = [] } = await this.world.run<{ Messages?: Received[] }>('ReceiveMessage', {
      QueueUrl: 'q.fifo',
      MaxNumberOfMessages: limit,
    });
    return Messages;
  }

  async finish(operation: string, which: number, more: object = {}): Promise<Received | undefined> {
    const message = this.inFlight[which % Math.max(1, this.inFlight.length)];
    if (!message) return undefined;
    const { ReceiptHandle } = message;
    await this.world.run(operation, { QueueUrl: 'q.fifo', ReceiptHandle, ...more });
    this.inFlight = this.inFlight.filter((other) => other !== message);
    return message;
  }
}

const groupOf = (body: string) => body.charAt(0);

/** What a receive broke: the order of a group, its blocking, or that what is there is given. */
function violations(model: FifoModel, received: readonly Received[]): string[] {
  const blocked = new Set(model.inFlight.map((message) => groupOf(message.Body)));
  const found: string[] = [];
  for (const group of new Set(received.map((message) => groupOf(message.Body)))) {
    const bodies = received.map((message) => message.Body).filter((body) => groupOf(body) === group);
    const expected = model.waiting.get(group)?.slice(0, bodies.length) ?? [];
    if (blocked.has(group)) found.push(`${group} is in flight and gave ${bodies.join()}`);
    if (bodies.join() !== expected.join()) found.push(`${group} gave ${bodies.join()}, not ${expected.join()}`);
  }
  const isOpen = [...model.waiting].some(([group, bodies]) => !blocked.has(group) && bodies.length > 0);
  if (isOpen !== received.length > 0) found.push(`${received.length} messages received`);
  return found;
}

async function play(model: FifoModel, step: Step): Promise<string[]> {
  if (step.kind === 'send') await model.send(step.group);
  if (step.kind === 'show') await model.finish('ChangeMessageVisibility', step.which, { VisibilityTimeout: 0 });
  if (step.kind === 'wait') {
    await model.world.advance(30_000);
    model.inFlight = [];
  }
  if (step.kind === 'delete') {
    const gone = await model.finish('DeleteMessage', step.which);
    const group = groupOf(gone?.Body ?? '');
    model.waiting.set(group, model.waiting.get(group)?.filter((body) => body !== gone?.Body) ?? []);
  }
  if (step.kind !== 'receive') return [];
  const received = await model.receive(step.limit);
  const found = violations(model, received);
  model.inFlight.push(...received);
  return found;
}

it('a FIFO queue gives each group its messages in order, and nothing of a group that is in flight', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (steps) => {
      const model = new FifoModel();
      await model.begin();
      for (const step of steps) expect(await play(model, step)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
