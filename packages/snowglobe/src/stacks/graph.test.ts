import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circularNodes, type Graph, ordered, walkGraph } from './graph.ts';

/** Graphs without circles: each node needs only earlier ones. */
const acyclic: fc.Arbitrary<Graph> = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 20 })
  .map(
    (needs) =>
      new Map(
        needs.map((list, index) => [`n${index}`, new Set(index === 0 ? [] : list.map((need) => `n${need % index}`))]),
      ),
  );

const turns = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 20 });

async function wait(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

describe('a walk', () => {
  it('starts every node once, after all that it needs has ended', async () => {
    await fc.assert(
      fc.asyncProperty(acyclic, turns, async (graph, delays) => {
        const ended = new Set<string>();
        const started: string[] = [];
        const left = await walkGraph(graph, async (node) => {
          expect([...(graph.get(node) ?? [])].every((need) => ended.has(need))).toBe(true);
          started.push(node);
          await wait(delays[started.length % delays.length] ?? 0);
          ended.add(node);
          return true;
        });
        expect(left).toEqual([]);
        expect([...started].sort()).toEqual([...graph.keys()].sort());
      }),
    );
  });

  it('starts nothing that needs a node that failed', async () => {
    const graph: Graph = new Map([
      ['a', new Set<string>()],
      ['b', new Set(['a'])],
      ['c', new Set(['b'])],
      ['d', new Set<string>()],
    ]);
    const started: string[] = [];
    const left = await walkGraph(graph, async (node) => {
      started.push(node);
      return node !== 'a';
    });
    expect([started, left]).toEqual([
      ['a', 'd'],
      ['b', 'c'],
    ]);
  });

  it('does independent work at the same time', async () => {
    let open = 0;
    let most = 0;
    await walkGraph(new Map(['a', 'b', 'c'].map((node) => [node, new Set<string>()])), async () => {
      open += 1;
      most = Math.max(most, open);
      await wait(2);
      open -= 1;
      return true;
    });
    expect(most).toBe(3);
  });
});

describe('a graph', () => {
  it('without circles has an order', () => {
    fc.assert(
      fc.property(acyclic, (graph) => {
        const order = ordered(graph);
        expect(circularNodes(graph)).toEqual([]);
        for (const [node, needs] of graph)
          for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(node));
      }),
    );
  });

  it('names the nodes of a circle', () => {
    const graph: Graph = new Map([
      ['x', new Set<string>()],
      ['b', new Set(['a', 'x'])],
      ['a', new Set(['b'])],
      ['self', new Set(['self'])],
    ]);
    expect(circularNodes(graph)).toEqual(['a', 'b', 'self']);
  });
});
