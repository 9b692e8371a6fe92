import type { CauseLink } from '../../contract/cause.ts';
import { type EventSourceMappingRow, eventSourceMappings } from '../../contract/event-source-mapping.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { BatchConsumer } from './batch-consumer.ts';

/** One mapping at work: its settings, where it lives, and who gets its batches. */
export interface MappingContext {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly mapping: EventSourceMappingRow;
  readonly consumer: BatchConsumer;
}

/** Polls one source for one mapping. */
export interface MappingPoller {
  start(): void;
  /** Takes nothing more, and resolves when what is under way is done. */
  retire(): Promise<void>;
  /** No write follows; an invocation under way is forgotten, and its batch delivered again after the next start. */
  stop(): void;
}

/** For causes and activity: `mapping of orders to function ship`. */
export function mappingLabel({ mapping, consumer }: MappingContext): string {
  const source = mapping.eventSourceArn.split(':').slice(5).join(':');
  return `${source} to ${consumer.label}`;
}

/** Writes what came of the last processing, where it is news. */
export function recordResult({ globe, scope, mapping }: MappingContext, result: string, cause: CauseLink): void {
  const rows = globe.store.collection(eventSourceMappings, scope);
  const row = rows.get(mapping.uuid);
  if (!row || row.lastProcessingResult === result) return;
  globe.store.step(globe.causes.begin('delivery', 'lambda: mapping result', cause), () => {
    rows.put({ ...row, lastProcessingResult: result });
  });
}

/** A problem as GetEventSourceMapping tells it. */
export function problemText(error: unknown): string {
  return `PROBLEM: ${error instanceof Error ? error.message : String(error)}`;
}
