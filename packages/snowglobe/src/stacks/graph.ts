/** What each node needs before it: node > nodes. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The nodes that lie on a circle or behind one, in order of their names; empty when the graph has an order. */
export function circularNodes(graph: Graph): readonly string[] {
  const left = new Map(
    [...graph].map(([node, needs]) => [node, new Set([...needs].filter((need) => graph.has(need)))]),
  );
  let free = [...left.keys()].filter((node) => left.get(node)?.size === 0);
  const dependents = reversed(graph);
  while (free.length > 0) {
    const next: string[] = [];
    for (const node of free) {
      left.delete(node);
      for (const dependent of dependents.get(node) ?? []) {
        const needs = left.get(dependent);
        if (needs?.delete(node) && needs.size === 0) next.push(dependent);
      }
    }
    free = next;
  }
  return [...left.keys()].sort();
}

/** The same graph with every arrow turned round. */
export function reversed(graph: Graph): Map<string, Set<string>> {
  const result = new Map<string, Set<string>>([...graph.keys()].map((node) => [node, new Set<string>()]));
  for (const [node, needs] of graph) for (const need of needs) result.get(need)?.add(node);
  return result;
}

/**
 * Does the work of every node once all that it needs is done, as much at a time as possible. Needs outside the graph
 * count as done. When work rejects or `stopped` tells so, no further node is started; work under way is waited for.
 * Returns the nodes whose work was never started.
 */
export async function walkGraph(
  graph: Graph,
  work: (node: string) => Promise<boolean>,
  mayStart: () => boolean = () => true,
): Promise<readonly string[]> {
  const waiting = new Map(
    [...graph].map(([node, needs]) => [node, new Set([...needs].filter((need) => graph.has(need)))]),
  );
  const dependents = reversed(graph);

  const start = async (node: string): Promise<void> => {
    waiting.delete(node);
    if (!(await work(node))) return;
    const next = [...(dependents.get(node) ?? [])].filter((dependent) => {
      const needs = waiting.get(dependent);
      return needs?.delete(node) && needs.size === 0;
    });
    await Promise.all(next.filter(() => mayStart()).map(start));
  };

  const first = [...waiting].filter(([, needs]) => needs.size === 0).map(([node]) => node);
  await Promise.all(first.filter(() => mayStart()).map(start));
  return [...waiting.keys()];
}

/** The nodes in an order in which each comes after all that it needs. The graph must have no circle. */
export function ordered(graph: Graph): readonly string[] {
  const order = new Set<string>();
  const visit = (node: string): void => {
    if (order.has(node) || !graph.has(node)) return;
    for (const need of graph.get(node) ?? []) visit(need);
    order.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return [...order];
}
