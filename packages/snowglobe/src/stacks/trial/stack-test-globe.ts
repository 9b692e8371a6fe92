import type { Globe, InternalCall } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { ResourceType } from '../../contract/resource-type.ts';
import { RecentCauses } from '../../inspection/causes.ts';
import { MemoryBlobs } from '../../storage/memory-blobs.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import { GlobeActivity } from '../../time/activity.ts';
import { GlobeClock } from '../../time/clock.ts';
import { SeededRandom } from '../../time/random.ts';
import { GlobeScheduler } from '../../time/scheduler.ts';
import { advance, settle } from '../../time/settle.ts';
import { prepareStack } from '../engine/prepare-stack.ts';
import type { OnFailure } from '../engine/run-create.ts';
import { operationFinished } from '../engine/running-operations.ts';
import {
  beginCreate,
  beginDelete,
  beginUpdate,
  newStackId,
  type StackSettings,
  type Starter,
} from '../engine/stack-operations.ts';
import { bindResourceTypes } from '../registry.ts';
import type { EventRow, ResourceRow, StackRow } from '../state/rows.ts';
import { eventsOf, findStack, resourcesOf } from '../state/stacks.ts';

const scope = { account: '000000000000', region: 'us-east-1' };
const root: Principal = { kind: 'root', account: scope.account };

/** Answers calls of other services' operations. */
type Answer = (call: InternalCall) => unknown;

export interface TrialOptions {
  readonly types: readonly ResourceType[];
  readonly answer?: Answer;
  readonly functions?: Globe['functions'];
}

/** A globe for the engine's own tests: real store, time and activity, no services. */
export class TrialGlobe {
  readonly globe: Globe;
  readonly faults: unknown[] = [];
  readonly #settling;

  constructor(options: TrialOptions) {
    const reportFault = (_where: string, error: unknown) => {
      this.faults.push(error);
    };
    const clock = new GlobeClock({ held: true, startAt: Date.UTC(2026, 0, 1) });
    const activity = new GlobeActivity();
    const scheduler = new GlobeScheduler({ clock, activity, reportFault });
    const random = new SeededRandom('trial');
    this.#settling = { clock, scheduler, activity };
    const refuse = () => {
      throw new Error('not part of this trial');
    };
    this.globe = {
      store: new MemoryStore({ clock, reportFault }),
      blobs: new MemoryBlobs(),
      clock,
      scheduler,
      activity,
      random,
      causes: new RecentCauses(clock, random),
      functions: options.functions ?? { invoke: refuse, invokeLater: refuse },
      endpoint: 'http://127.0.0.1:1',
      call: async <Output>(call: InternalCall) => (await (options.answer ?? refuse)(call)) as Output,
      door: { request: refuse, identify: refuse, decide: refuse, sdkAction: refuse },
      eventSource: () => undefined,
      eventTarget: () => undefined,
      assumeRole: (roleArn) => ({ ...root, roleArn }) as Principal,
      authorize: () => undefined,
      issueCredentials: refuse,
      reportFault,
    };
    bindResourceTypes(this.globe, new Map(options.types.map((type) => [type.type, type])));
  }

  get starter(): Starter {
    return { globe: this.globe, scope, caller: root, cause: this.globe.causes.begin('request', 'test') };
  }

  async prepare(
    name: string,
    template: object | string,
    parameters: Readonly<Record<string, string>> = {},
    stack?: StackRow,
  ) {
    return prepareStack(this.globe, {
      ...this.starter,
      stackName: name,
      stackId: stack?.stackId ?? newStackId(this.globe, scope, name),
      templateBody: typeof template === 'string' ? template : JSON.stringify(template),
      parameters: Object.entries(parameters).map(([key, text]) => ({ name: key, text })),
      previousParameters: stack?.parameters ?? [],
      notificationArns: [],
    });
  }

  async create(
    name: string,
    template: object | string,
    parameters: Readonly<Record<string, string>> = {},
    onFailure: OnFailure = 'ROLLBACK',
  ): Promise<StackRow> {
    const model = await this.prepare(name, template, parameters);
    beginCreate(this.starter, model, settings, onFailure);
    return this.finished(model.identity.stackId);
  }

  async update(
    name: string,
    template: object | string,
    parameters: Readonly<Record<string, string>> = {},
    more: Partial<StackSettings> = {},
  ): Promise<StackRow> {
    const stack = this.stack(name);
    const model = await this.prepare(name, template, parameters, stack);
    beginUpdate(this.starter, stack, model, { ...settings, ...more });
    return this.finished(stack.stackId);
  }

  async delete(name: string, retain: readonly string[] = []): Promise<StackRow> {
    const stack = this.stack(name);
    beginDelete(this.starter, stack, retain);
    return this.finished(stack.stackId);
  }

  async finished(stackId: string): Promise<StackRow> {
    await operationFinished(this.globe, stackId);
    if (this.faults.length > 0) throw this.faults[0];
    return this.stack(stackId);
  }

  stack(nameOrId: string): StackRow {
    const row = findStack(this.globe, scope, nameOrId);
    if (!row) throw new Error(`no stack ${nameOrId}`);
    return row;
  }

  resources(nameOrId: string): readonly ResourceRow[] {
    return [...resourcesOf(this.globe, scope, this.stack(nameOrId).stackId).range()];
  }

  events(nameOrId: string): readonly EventRow[] {
    return [...eventsOf(this.globe, scope, this.stack(nameOrId).stackId).range()];
  }

  /** `Id STATUS` of each event, in order. */
  story(nameOrId: string): readonly string[] {
    return this.events(nameOrId).map(({ logicalId, status }) => `${logicalId} ${status}`);
  }

  settle(): Promise<void> {
    return settle(this.#settling, 2_000);
  }

  advance(milliseconds: number): Promise<void> {
    return advance(this.#settling, milliseconds);
  }
}

const settings: StackSettings = { tags: [], capabilities: [], notificationArns: [] };
