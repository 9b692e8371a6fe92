import type { ResourceState, ResourceType } from '../../contract/resource-type.ts';
import { findResourceType } from '../check/find-resource-type.ts';
import { walkGraph } from '../graph.ts';
import { resolveDynamicReferences } from '../intrinsics/dynamic-references.ts';
import { type Evaluation, evaluate } from '../intrinsics/evaluate.ts';
import { isValueObject, unknown, type Value } from '../intrinsics/value.ts';
import { type Json, sameJson } from '../json.ts';
import type { ResourceRow } from '../state/rows.ts';
import type { TemplateResource } from '../template/template.ts';
import { type Decision, decideChange } from './decide-change.ts';
import { failureReason } from './failure-reason.ts';
import { fetchReference } from './fetch-reference.ts';
import { apiOf, type Operation, resourceContext } from './resource-context.ts';
import { hideNoEcho, shownProperties } from './shown-properties.ts';
import { conformTo, createEvaluation, type StackModel } from './stack-model.ts';
import { UnfinishedResource } from './unfinished-resource.ts';

/** One thing that was done, so that it can be undone. */
export type Done =
  | { readonly kind: 'created'; readonly row: ResourceRow }
  | { readonly kind: 'updated'; readonly before: ResourceRow; readonly row: ResourceRow }
  | { readonly kind: 'replaced'; readonly before: ResourceRow; readonly row: ResourceRow }
  /** `wanted`: the properties that an update in place may have set; undefined when the resource was not touched. */
  | { readonly kind: 'update-failed'; readonly before: ResourceRow; readonly wanted?: Readonly<Record<string, Json>> };

export interface Failure {
  readonly logicalId: string;
  readonly verb: 'create' | 'update';
}

export interface Applied {
  /** In order of completion. */
  readonly done: readonly Done[];
  readonly failures: readonly Failure[];
  /** Evaluates expressions over the resources as they are now; throws when one makes no sense. */
  readonly evaluation: Evaluation;
}

/** Evaluates over the resources that the stack has; throws where the check before could only foresee. */
function currentEvaluation({ record }: Operation, model: StackModel): Evaluation {
  return createEvaluation(model, {
    resource: (logicalId) => {
      const row = record.resource(logicalId);
      if (!row) return unknown;
      return { ref: row.ref ?? row.physicalId, attribute: (name) => row.attributes[name] as Value | undefined };
    },
    fail: (message) => {
      throw new Error(message);
    },
    failUnresolved: (name) => {
      throw new Error(`Unresolved resource dependency ${name}`);
    },
  });
}

/** Creates, updates and replaces resources until they are as the model wants them, or until one fails. Nothing is deleted. */
export async function applyModel(
  operation: Operation,
  model: StackModel,
  mayGoOn: () => boolean = () => true,
): Promise<Applied> {
  const done: Done[] = [];
  const failures: Failure[] = [];
  const evaluation = currentEvaluation(operation, model);
  const hidden = currentEvaluation(operation, { ...model, parameters: hideNoEcho(model.parameters) });
  const evaluations: Evaluations = {
    evaluation,
    hidden: { ...hidden, condition: (name, path) => evaluation.condition(name, path) },
  };
  await walkGraph(
    model.needs,
    (logicalId) => applyResource(operation, model, evaluations, logicalId, done, failures),
    () => failures.length === 0 && mayGoOn(),
  );
  return { done, failures, evaluation };
}

interface Evaluations {
  readonly evaluation: Evaluation;
  /** With the parameters as people may see them. */
  readonly hidden: Evaluation;
}

async function applyResource(
  operation: Operation,
  model: StackModel,
  { evaluation, hidden }: Evaluations,
  logicalId: string,
  done: Done[],
  failures: Failure[],
): Promise<boolean> {
  const { record, globe } = operation;
  const resource = model.template.resources[logicalId];
  if (!resource) return true;
  const existing = record.resource(logicalId);
  const verb = existing && existing.physicalId !== '' ? 'update' : 'create';
  const work = new ResourceWork(operation, logicalId, resource, [...(model.needs.get(logicalId) ?? [])], existing);
  try {
    const type = findResourceType(operation.types, resource.type);
    if (!type) throw new Error(`Resource type ${resource.type} is not supported`);
    const properties = await resolveProperties(operation, resource, logicalId, evaluation);
    const result = await work.carryOut(
      type,
      { actual: properties, shown: shownProperties(resource, logicalId, hidden) },
      decideChange(existing, resource.type, type, properties, stackTagsChanged(operation)),
    );
    if (result) done.push(result);
    return true;
  } catch (error) {
    const reason = failureReason(error, globe.random);
    const partly = work.fail(reason, error instanceof UnfinishedResource ? error.state : undefined);
    if (partly) done.push(partly);
    failures.push({ logicalId, verb });
    return false;
  }
}

function stackTagsChanged({ record }: Operation): boolean {
  const { tags, before } = record.row;
  return before !== undefined && !sameJson(before.tags, tags);
}

/** A resource's properties with every function evaluated, in the kinds that its schema says. */
async function resolveProperties(
  operation: Operation,
  resource: TemplateResource,
  logicalId: string,
  evaluation: Evaluation,
): Promise<Readonly<Record<string, Json>>> {
  const { globe, scope, caller, record } = operation;
  const api = apiOf(globe, scope, caller, record.cause);
  const evaluated = evaluate(resource.properties, evaluation, ['Resources', logicalId, 'Properties']);
  const resolved = await resolveDynamicReferences(evaluated, (reference) => fetchReference(reference, api));
  const values = isValueObject(resolved) ? resolved : {};
  const conformed = conformTo(resource.type, values, (place, text) => {
    throw new Error(`Properties validation failed for resource ${logicalId} with message:\n[${place}: ${text}]`);
  });
  return conformed as Readonly<Record<string, Json>>;
}

/** The work on one resource, told step by step in its row and events. */
class ResourceWork {
  readonly #operation: Operation;
  readonly #base: Pick<
    ResourceRow,
    'logicalId' | 'type' | 'dependsOn' | 'deletionPolicy' | 'updateReplacePolicy' | 'metadata'
  >;
  readonly #existing: ResourceRow | undefined;
  #properties: Readonly<Record<string, Json>> = {};
  #shown: Pick<ResourceRow, 'shownProperties'> = {};
  #updating = false;

  constructor(
    operation: Operation,
    logicalId: string,
    resource: TemplateResource,
    dependsOn: readonly string[],
    existing: ResourceRow | undefined,
  ) {
    this.#operation = operation;
    this.#existing = existing;
    this.#base = {
      logicalId,
      type: resource.type,
      dependsOn,
      deletionPolicy: resource.deletionPolicy,
      updateReplacePolicy: resource.updateReplacePolicy,
      ...(resource.metadata !== undefined && { metadata: resource.metadata }),
    };
  }

  async carryOut(
    type: ResourceType,
    { actual, shown }: { readonly actual: ResourceRow['properties']; readonly shown: ResourceRow['properties'] },
    decision: Decision,
  ): Promise<Done | undefined> {
    this.#properties = actual;
    this.#shown = sameJson(actual, shown) ? {} : { shownProperties: shown };
    const existing = this.#existing;
    if (decision.action === 'create' || !existing) return { kind: 'created', row: await this.#create(type) };
    if (decision.action === 'keep') {
      this.#operation.record.restoreResource({ ...existing, ...this.#base });
      return undefined;
    }
    if (decision.action === 'replace')
      return { kind: 'replaced', before: existing, row: await this.#replace(type, existing) };
    const row = await this.#update(type, existing);
    return { kind: row.physicalId === existing.physicalId ? 'updated' : 'replaced', before: existing, row };
  }

  async #create(type: ResourceType): Promise<ResourceRow> {
    this.#tell('CREATE_IN_PROGRESS', { physicalId: '', attributes: {} });
    const state = await type.create(this.#properties, this.#context());
    return this.#tell('CREATE_COMPLETE', state);
  }

  async #replace(type: ResourceType, existing: ResourceRow): Promise<ResourceRow> {
    this.#event(
      'UPDATE_IN_PROGRESS',
      existing.physicalId,
      'Requested update requires the creation of a new physical resource; hence creating one.',
    );
    const state = await type.create(this.#properties, this.#context());
    return this.#tell('UPDATE_COMPLETE', state);
  }

  async #update(type: ResourceType, existing: ResourceRow): Promise<ResourceRow> {
    this.#updating = true;
    this.#event('UPDATE_IN_PROGRESS', existing.physicalId);
    if (!type.update) throw new Error(`${type.type} cannot be updated in place`);
    const state = await type.update(this.#properties, existing.properties, stateOf(existing), this.#context());
    return this.#tell('UPDATE_COMPLETE', state);
  }

  /** Tells that the work failed. Returns what an undo has to put back. */
  fail(reason: string, left: ResourceState | undefined): Done | undefined {
    const existing = this.#existing;
    if (existing && existing.physicalId !== '') {
      this.#operation.record.putResource({ ...existing, status: 'UPDATE_FAILED' }, reason);
      return { kind: 'update-failed', before: existing, ...(this.#updating && { wanted: this.#properties }) };
    }
    const row = this.#tell('CREATE_FAILED', left ?? { physicalId: '', attributes: {} }, reason);
    return left ? { kind: 'created', row } : undefined;
  }

  #context() {
    return resourceContext(this.#operation, this.#base.logicalId, this.#base.type);
  }

  #event(status: 'UPDATE_IN_PROGRESS', physicalId: string, reason?: string): void {
    const { logicalId, type } = this.#base;
    const event = { logicalId, type, status, physicalId, properties: this.#properties, ...this.#shown };
    this.#operation.record.addEvent({ ...event, ...(reason !== undefined && { reason }) });
  }

  #tell(status: ResourceRow['status'], state: ResourceState, reason?: string): ResourceRow {
    const row: ResourceRow = {
      ...this.#base,
      physicalId: state.physicalId,
      attributes: state.attributes,
      ...(state.ref !== undefined && { ref: state.ref }),
      properties: this.#properties,
      ...this.#shown,
      status,
      updatedAt: this.#operation.globe.clock.now(),
    };
    this.#operation.record.putResource(row, reason);
    return row;
  }
}

export function stateOf(row: ResourceRow): ResourceState {
  return { physicalId: row.physicalId, attributes: row.attributes, ...(row.ref !== undefined && { ref: row.ref }) };
}
