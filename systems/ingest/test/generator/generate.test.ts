import { describe, expect, test } from 'vitest';
import type { Envelope } from '../../src/domain/envelope.ts';
import { allKinds, type Payload, recognise } from '../../src/domain/kinds.ts';
import { readArguments } from '../../src/generator/command-line.ts';
import { type GenerateOptions, generate } from '../../src/generator/generate.ts';
import { randomOf } from '../../src/generator/random.ts';
import { progressBar, summaryText } from '../../src/generator/screen.ts';
import { firehoseSender, queueSender } from '../../src/generator/senders.ts';

const kinds: GenerateOptions['kinds'] = ['order', 'device', 'inventory', 'security'];

/** Generates on a clock that only waiting moves. */
async function run(options: Partial<GenerateOptions> & { readonly seed?: number }) {
  const bursts: (readonly Payload[])[] = [];
  const progress: number[] = [];
  let now = 0;
  const summary = await generate(
    { count: 20, kinds, burst: 8, random: randomOf(options.seed ?? 1), ...options },
    {
      send: async (payloads) => void bursts.push(payloads),
      nowMs: () => now,
      waitMs: async (milliseconds) => void (now += milliseconds),
      onProgress: (sent) => void progress.push(sent),
    },
  );
  return { summary, bursts, progress };
}

describe('the generator', () => {
  test('sends as many payloads as asked, in bursts, and all of them are known', async () => {
    const { summary, bursts, progress } = await run({});
    expect(bursts.map((burst) => burst.length)).toEqual([8, 8, 4]);
    expect(progress).toEqual([8, 16, 20]);
    expect(bursts.flat().every((payload) => recognise(payload) !== undefined)).toBe(true);
    expect(Object.values(summary.byKind).reduce((sum, count) => sum + count, 0)).toBe(20);
    expect(summary.bytes).toBe(bursts.flat().reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)), 0));
  });

  test('makes the same payloads again for a seed, and others for another', async () => {
    const [one, again, other] = [await run({ seed: 5 }), await run({ seed: 5 }), await run({ seed: 6 })];
    expect(one.bursts).toEqual(again.bursts);
    expect(one.bursts).not.toEqual(other.bursts);
  });

  test('keeps to its rate', async () => {
    const { summary } = await run({ count: 40, burst: 10, rate: 10 });
    expect(summary.seconds).toBe(3);
  });

  test('makes only the kinds that are asked for', async () => {
    expect(Object.keys((await run({ kinds: ['device'] })).summary.byKind)).toEqual(['device']);
  });
});

describe('the ways of sending', () => {
  test('to Firehose: bytes of UTF-8 JSON, and again what was refused', async () => {
    const calls: Uint8Array[][] = [];
    const client = {
      send: async ({ input }: { input: { Records: { Data: Uint8Array }[] } }) => {
        calls.push(input.Records.map(({ Data }) => Data));
        const failed = calls.length === 1;
        const RequestResponses = input.Records.map((_record, index) =>
          failed && index === 0 ? { ErrorCode: 'ServiceUnavailableException' } : { RecordId: '1' },
        );
        return { FailedPutCount: failed ? 1 : 0, RequestResponses };
      },
    };
    const payloads = (await run({ count: 3 })).bursts.flat();
    await firehoseSender(client as never, 'stream')(payloads);
    expect(calls.map((call) => call.length)).toEqual([3, 1]);
    expect(calls[0]?.map((data) => JSON.parse(new TextDecoder().decode(data)))).toEqual(payloads);
  });

  test('defect 2: to the queue, as envelopes whose payloads are what was made', async () => {
    const sent: Envelope[] = [];
    let id = 0;
    const send = queueSender(
      async (envelopes) => void sent.push(...envelopes),
      () => `id-${(id += 1)}`,
      () => 0,
    );
    const payloads = (await run({ count: 4 })).bursts.flat();
    await send(payloads);
    expect(sent.map(({ payload }) => payload)).toEqual(payloads);
    expect(new Set(sent.map((envelope) => envelope.id)).size).toBe(4);
  });
});

describe('the command line', () => {
  test('has sensible defaults', () => {
    expect(readArguments(['--stream', 'data'], 42)).toEqual({
      stream: 'data',
      region: 'eu-north-1',
      count: 5,
      kinds: [...allKinds],
      burst: 50,
      seed: 42,
    });
  });

  test('takes numbers and kinds', () => {
    const argv = ['--queue-url', 'http://q', '--count', '7', '--kinds', 'order,device', '--rate', '9', '--burst', '2'];
    expect(readArguments([...argv, '--seed', '3'], 42)).toMatchObject({
      queueUrl: 'http://q',
      count: 7,
      kinds: ['order', 'device'],
      rate: 9,
      burst: 2,
      seed: 3,
    });
  });
});

describe('the screen', () => {
  test('shows how far it is', () => {
    expect(progressBar(5, 15)).toBe('[##########--------------------]  33 %  5/15');
    expect(progressBar(15, 15)).toContain('100 %  15/15');
  });

  test('sums up', () => {
    const summary = { sent: 3, byKind: { order: 2, device: 1 }, bytes: 300, seconds: 1.5, rate: 2 };
    expect(summaryText(summary)).toBe('Sent 3 payloads (300 bytes) in 1.5 s, 2 a second: 1 device, 2 order');
  });
});
