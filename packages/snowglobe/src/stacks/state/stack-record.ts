import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { ResourceRow, ResourceStatus, StackRow, StackStatus } from './rows.ts';
import { eventsOf, resourcesOf, stacksIn } from './stacks.ts';

export interface ResourceEvent {
  readonly logicalId: string;
  readonly type: string;
  readonly status: ResourceStatus;
  readonly physicalId?: string;
  readonly reason?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly shownProperties?: Readonly<Record<string, unknown>>;
}

/** Writes what becomes of one stack: its row, its resources' rows and its events. Each method is one step. */
export class StackRecord {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly stackId: string;
  readonly cause: Cause;
  readonly clientRequestToken: string | undefined;

  constructor(globe: Globe, scope: Scope, stackId: string, cause: Cause, clientRequestToken?: string) {
    this.globe = globe;
    this.scope = scope;
    this.stackId = stackId;
    this.cause = cause;
    this.clientRequestToken = clientRequestToken;
  }

  get row(): StackRow {
    const row = stacksIn(this.globe, this.scope).get(this.stackId);
    if (!row) throw new Error(`The row of stack ${this.stackId} is gone`);
    return row;
  }

  resources(): readonly ResourceRow[] {
    return [...resourcesOf(this.globe, this.scope, this.stackId).range()];
  }

  resource(logicalId: string): ResourceRow | undefined {
    return resourcesOf(this.globe, this.scope, this.stackId).get(logicalId);
  }

  step(work: () => void): void {
    this.globe.store.step(this.cause, work);
  }

  change(changes: Partial<StackRow>): void {
    this.step(() => stacksIn(this.globe, this.scope).put({ ...this.row, ...changes }));
  }

  /** Sets the stack's status, with an event that says so. */
  setStatus(status: StackStatus, reason?: string, changes: Partial<StackRow> = {}): void {
    this.step(() => {
      const { statusReason: _, ...row } = this.row;
      stacksIn(this.globe, this.scope).put({
        ...row,
        ...changes,
        status,
        ...(reason !== undefined && { statusReason: reason }),
      });
      this.#addEvent({
        logicalId: row.name,
        physicalId: row.stackId,
        type: 'AWS::CloudFormation::Stack',
        status,
        ...(reason !== undefined && { reason }),
      });
    });
  }

  /** Keeps a resource's row as it is now and tells its status as an event. */
  putResource(row: Omit<ResourceRow, 'updatedAt'>, reason?: string): void {
    this.step(() => {
      const { statusReason: _, ...kept } = row;
      const updatedAt = this.globe.clock.now();
      resourcesOf(this.globe, this.scope, this.stackId).put({
        ...kept,
        updatedAt,
        ...(reason !== undefined && { statusReason: reason }),
      });
      this.#addEvent({ ...row, ...(reason !== undefined && { reason }) });
    });
  }

  /** Puts a row back without an event. */
  restoreResource(row: ResourceRow): void {
    this.step(() => resourcesOf(this.globe, this.scope, this.stackId).put(row));
  }

  dropResource(logicalId: string): void {
    this.step(() => {
      resourcesOf(this.globe, this.scope, this.stackId).delete(logicalId);
    });
  }

  addEvent(event: ResourceEvent): void {
    this.step(() => this.#addEvent(event));
  }

  #addEvent(event: Omit<ResourceEvent, 'status'> & { readonly status: ResourceStatus | StackStatus }): void {
    const properties = event.shownProperties ?? event.properties;
    const events = eventsOf(this.globe, this.scope, this.stackId);
    const at = this.globe.clock.now();
    const isStack = event.physicalId === this.stackId && event.type === 'AWS::CloudFormation::Stack';
    const uuid = this.globe.random.uuid();
    events.put({
      sequence: String(events.size + 1).padStart(12, '0'),
      eventId: isStack ? uuid : `${event.logicalId}-${uuid}`,
      logicalId: event.logicalId,
      physicalId: event.physicalId ?? '',
      type: event.type,
      status: event.status,
      at,
      ...(event.reason !== undefined && { reason: event.reason }),
      ...(properties !== undefined && { properties: JSON.stringify(properties) }),
      ...(this.clientRequestToken !== undefined && { clientRequestToken: this.clientRequestToken }),
    });
  }
}
