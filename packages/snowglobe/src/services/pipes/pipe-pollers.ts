import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Change } from '../../contract/store.ts';
import type { MappingContext, MappingPoller } from '../../delivery/pollers/mapping-context.ts';
import { QueuePoller } from '../../delivery/pollers/queue-poller.ts';
import { StreamPoller } from '../../delivery/pollers/stream-poller.ts';
import { checkpoints } from '../../delivery/tables.ts';
import { pipeConsumer } from './pipe-consumer.ts';
import { mappingOf } from './pipe-mapping.ts';
import { type PipeRow, pipes } from './tables.ts';

function createPoller(globe: Globe, scope: Scope, row: PipeRow): MappingPoller {
  const source = globe.eventSource(row.source);
  if (!source) throw new Error(`${row.source} is no event source`);
  const consumer = pipeConsumer(globe, row);
  const context: MappingContext = { globe, scope, mapping: mappingOf(row), consumer };
  return source.kind === 'queue' ? new QueuePoller(context, source) : new StreamPoller(context, source);
}

/** One poller for each running pipe, replaced when the pipe changes. */
class PipePollers {
  readonly #globe: Globe;
  readonly #pollers = new Map<string, MappingPoller>();
  /** Pollers that were replaced and still have a batch under way. */
  readonly #retiring = new Set<MappingPoller>();
  readonly #stopWatching: () => void;

  constructor(globe: Globe) {
    this.#globe = globe;
    this.#stopWatching = globe.store.watch(pipes, (change) => this.#onChange(change));
    for (const { scope, rows } of globe.store.everyCollection(pipes)) {
      for (const row of rows.range()) this.#begin(scope, row);
    }
  }

  stop(): void {
    this.#stopWatching();
    for (const poller of [...this.#pollers.values(), ...this.#retiring]) poller.stop();
    this.#pollers.clear();
    this.#retiring.clear();
  }

  #onChange({ scope, before, after }: Change<PipeRow>): void {
    const retired = before === undefined ? undefined : this.#retire(before.id);
    if (after) this.#begin(scope, after, retired);
    if (!after && before) void retired?.then(() => this.#forget(scope, before.id));
  }

  /** A batch under way is finished by the poller that began it, before another one goes on. */
  async #retire(id: string): Promise<void> {
    const poller = this.#pollers.get(id);
    if (!poller) return;
    this.#pollers.delete(id);
    this.#retiring.add(poller);
    await poller.retire();
    this.#retiring.delete(poller);
  }

  #begin(scope: Scope, row: PipeRow, after?: Promise<void>): void {
    if (row.desiredState !== 'RUNNING') return;
    const poller = createPoller(this.#globe, scope, row);
    this.#pollers.set(row.id, poller);
    if (!after) poller.start();
    else void after.then(() => this.#pollers.get(row.id) === poller && poller.start());
  }

  /** A deleted pipe leaves no checkpoints behind. */
  #forget(scope: Scope, id: string): void {
    const { scheduler, store, causes } = this.#globe;
    scheduler.soon('checkpoints of a deleted pipe', () => {
      const rows = store.collection(checkpoints, scope, id);
      if (rows.size > 0) store.step(causes.begin('delivery', 'pipe deleted'), () => rows.clear());
    });
  }
}

const running = new WeakMap<Globe, PipePollers>();

export function startPipes(globe: Globe): void {
  running.set(globe, new PipePollers(globe));
}

export async function stopPipes(globe: Globe): Promise<void> {
  running.get(globe)?.stop();
  running.delete(globe);
}
