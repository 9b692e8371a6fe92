import { type EventSourceMappingRow, eventSourceMappings } from '../contract/event-source-mapping.ts';
import type { Globe } from '../contract/globe.ts';
import type { Scope } from '../contract/scope.ts';
import type { Change } from '../contract/store.ts';
import { functionConsumer } from './pollers/function-consumer.ts';
import { type MappingContext, type MappingPoller, problemText, recordResult } from './pollers/mapping-context.ts';
import { QueuePoller } from './pollers/queue-poller.ts';
import { StreamPoller } from './pollers/stream-poller.ts';
import { checkpoints } from './tables.ts';

export interface Pollers {
  /** Begins to poll for every enabled event source mapping. */
  start(): void;
  /** No poller writes any more once this resolves. */
  stop(): Promise<void>;
}

/** Whether a change of a mapping's row is more than delivery's own note of the last result. */
function isSettingChange(before: EventSourceMappingRow, after: EventSourceMappingRow): boolean {
  const settings = ({ lastProcessingResult: _result, ...rest }: EventSourceMappingRow) => JSON.stringify(rest);
  return settings(before) !== settings(after);
}

function createPoller(context: MappingContext): MappingPoller {
  const { globe, mapping } = context;
  const source = globe.eventSource(mapping.eventSourceArn);
  if (!source) throw new Error(`${mapping.eventSourceArn} is no event source`);
  return source.kind === 'queue' ? new QueuePoller(context, source) : new StreamPoller(context, source);
}

class MappingPollers implements Pollers {
  readonly #globe: Globe;
  readonly #pollers = new Map<string, MappingPoller>();
  /** Pollers that were replaced and still have a batch under way. */
  readonly #retiring = new Set<MappingPoller>();
  #stopWatching = () => {};

  constructor(globe: Globe) {
    this.#globe = globe;
  }

  start(): void {
    this.#stopWatching = this.#globe.store.watch(eventSourceMappings, (change) => this.#onChange(change));
    for (const { scope, rows } of this.#globe.store.everyCollection(eventSourceMappings)) {
      for (const mapping of rows.range()) if (mapping.state === 'Enabled') this.#begin(scope, mapping);
    }
  }

  async stop(): Promise<void> {
    this.#stopWatching();
    for (const poller of [...this.#pollers.values(), ...this.#retiring]) poller.stop();
    this.#pollers.clear();
    this.#retiring.clear();
  }

  #onChange({ scope, key, before, after }: Change<EventSourceMappingRow>): void {
    if (before && after && !isSettingChange(before, after)) return;
    const retired = this.#retire(key);
    if (after?.state === 'Enabled') this.#begin(scope, after, retired);
    if (!after) void retired.then(() => this.#forget(scope, key));
  }

  /** A batch under way is finished by the poller that began it, before another one goes on. */
  async #retire(uuid: string): Promise<void> {
    const poller = this.#pollers.get(uuid);
    if (!poller) return;
    this.#pollers.delete(uuid);
    this.#retiring.add(poller);
    await poller.retire();
    this.#retiring.delete(poller);
  }

  #begin(scope: Scope, mapping: EventSourceMappingRow, after?: Promise<void>): void {
    const consumer = functionConsumer(this.#globe, mapping);
    const context: MappingContext = { globe: this.#globe, scope, mapping, consumer };
    try {
      const poller = createPoller(context);
      this.#pollers.set(mapping.uuid, poller);
      if (!after) poller.start();
      else void after.then(() => this.#pollers.get(mapping.uuid) === poller && poller.start());
    } catch (error) {
      this.#globe.scheduler.soon('delivery: a mapping that cannot be polled', () => {
        recordResult(context, problemText(error), this.#globe.causes.begin('delivery', 'mapping'));
      });
    }
  }

  /** A deleted mapping leaves no checkpoints behind. */
  #forget(scope: Scope, uuid: string): void {
    const { scheduler, store, causes } = this.#globe;
    scheduler.soon('delivery: checkpoints of a deleted mapping', () => {
      const rows = store.collection(checkpoints, scope, uuid);
      if (rows.size > 0) store.step(causes.begin('delivery', 'mapping deleted'), () => rows.clear());
    });
  }
}

export function createPollers(globe: Globe): Pollers {
  return new MappingPollers(globe);
}
