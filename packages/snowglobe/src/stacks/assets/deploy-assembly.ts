import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { findResourceType, isCustomResource } from '../check/find-resource-type.ts';
import { prepareStack } from '../engine/prepare-stack.ts';
import { operationFinished } from '../engine/running-operations.ts';
import {
  beginCreate,
  beginDelete,
  beginUpdate,
  newStackId,
  type StackSettings,
  type Starter,
} from '../engine/stack-operations.ts';
import { isUnchanged } from '../engine/unchanged.ts';
import { walkGraph } from '../graph.ts';
import { bindResourceTypes, type ResourceTypes } from '../registry.ts';
import type { StackRow, StackStatus } from '../state/rows.ts';
import { eventsOf, findStack } from '../state/stacks.ts';
import { Problems } from '../template/problems.ts';
import { readTemplate } from '../template/read-template.ts';
import { readSections, type TemplateResource } from '../template/template.ts';
import { readAssetText } from './asset-files.ts';
import { publishAssets } from './publish-assets.ts';
import { type AssemblyStack, readAssembly } from './read-assembly.ts';

export interface DeployOptions {
  /** A synthesised CDK assembly: the folder with manifest.json. */
  readonly assemblyFolder: string;
  /** For stacks that name no region. Default us-east-1. */
  readonly region?: string;
  /** For stacks that name no account. Default 000000000000. */
  readonly account?: string;
  /** Ids, display names or stack names; what they depend on is deployed too. Default: all. */
  readonly stacks?: readonly string[];
}

export interface DeployedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly stackId: string;
  readonly status: StackStatus;
  readonly outputs: Readonly<Record<string, string>>;
  /** `logicalId.Property: reason` for properties that were taken without effect. */
  readonly acceptedWithoutEffect: readonly string[];
}

interface Job {
  readonly stack: AssemblyStack;
  readonly templateBody: string;
}

/** Deploys the stacks of an assembly, each after those that it depends on. Throws with the reasons when one fails. */
export async function deployAssembly(
  globe: Globe,
  types: ResourceTypes,
  options: DeployOptions,
): Promise<readonly DeployedStack[]> {
  bindResourceTypes(globe, types);
  const defaultScope = { account: options.account ?? '000000000000', region: options.region ?? 'us-east-1' };
  const stacks = select(await readAssembly(options.assemblyFolder, defaultScope), options.stacks);
  const jobs = await Promise.all(
    stacks.map(async (stack) => ({ stack, templateBody: await readAssetText(stack.templatePath) })),
  );
  refuseUnsupported(jobs, types);
  const cause = globe.causes.begin('deployment', `assembly ${options.assemblyFolder}`);
  const byId = new Map(jobs.map((job) => [job.stack.id, job]));
  const graph = new Map(stacks.map(({ id, dependsOn }) => [id, new Set(dependsOn)]));
  const deployed = new Map<string, DeployedStack>();
  const failures: unknown[] = [];
  await walkGraph(
    graph,
    async (id) => {
      const job = byId.get(id);
      if (!job) return true;
      try {
        deployed.set(id, await deployStack(globe, job, cause));
        return true;
      } catch (error) {
        failures.push(error);
        return false;
      }
    },
    () => failures.length === 0,
  );
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1)
    throw new AggregateError(failures, failures.map((error) => (error as Error).message).join('\n'));
  return stacks.flatMap(({ id }) => deployed.get(id) ?? []);
}

/** The named stacks and all that they depend on. */
function select(stacks: readonly AssemblyStack[], names: readonly string[] | undefined): readonly AssemblyStack[] {
  if (names === undefined) return stacks;
  const wanted = new Set<string>();
  const add = (stack: AssemblyStack) => {
    if (wanted.has(stack.id)) return;
    wanted.add(stack.id);
    for (const other of stacks) if (stack.dependsOn.includes(other.id)) add(other);
  };
  for (const name of names) {
    const found = stacks.filter((stack) => [stack.id, stack.displayName, stack.name].includes(name));
    if (found.length === 0)
      throw new Error(`The assembly has no stack ${name}; it has ${stacks.map(({ id }) => id).join(', ')}`);
    for (const stack of found) add(stack);
  }
  return stacks.filter(({ id }) => wanted.has(id));
}

/** Refuses the whole assembly when any of its stacks has a resource that nothing stands behind. */
function refuseUnsupported(jobs: readonly Job[], types: ResourceTypes): void {
  const unsupported = jobs.flatMap(({ stack, templateBody }) => {
    const { resources } = readSections(readTemplate(templateBody).value, new Problems());
    return Object.entries(resources).flatMap(([logicalId, resource]) =>
      unsupportedIn(resource, types).map((what) => `- ${stack.displayName}: ${logicalId} ${what}`),
    );
  });
  if (unsupported.length > 0) {
    throw new Error(`${unsupported.length} things are not supported; nothing was changed\n${unsupported.join('\n')}`);
  }
}

/** What of a resource nothing stands behind: its type, or properties by their names at the top. */
function unsupportedIn({ type, properties }: TemplateResource, types: ResourceTypes): readonly string[] {
  const resourceType = findResourceType(types, type);
  if (!resourceType) return [`is of type ${type}`];
  if (isCustomResource(type)) return [];
  const names = Object.keys(properties).filter((name) => !Object.hasOwn(resourceType.properties, name));
  return names.map((name) => `(${type}) has the property ${name}`);
}

/** Statuses from which a stack cannot be updated, only made anew. */
const dead: ReadonlySet<StackStatus> = new Set([
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
  'CREATE_FAILED',
  'DELETE_FAILED',
  'REVIEW_IN_PROGRESS',
]);

async function deployStack(globe: Globe, { stack, templateBody }: Job, parent: Cause): Promise<DeployedStack> {
  const { scope, name } = stack;
  const cause = globe.causes.begin('deployment', `stack ${name}`, parent);
  const starter: Starter = { globe, scope, caller: { kind: 'root', account: scope.account }, cause };
  await publishAssets(globe, stack.assets, [readTemplate(templateBody).value], stack.templatePath);
  const existing = await livingStack(starter, name);
  const model = await prepareStack(globe, {
    ...starter,
    stackName: name,
    stackId: existing?.stackId ?? newStackId(globe, scope, name),
    templateBody,
    parameters: Object.entries(stack.parameters).map(([key, text]) => ({ name: key, text })),
    previousParameters: existing?.parameters ?? [],
    notificationArns: [],
  }).catch((error: unknown) => {
    throw new Error(`Stack ${name} (${scope.region}) was refused: ${(error as Error).message}`, { cause: error });
  });
  const settings = settingsFor(stack);
  if (!existing) beginCreate(starter, model, settings, 'ROLLBACK');
  else if (!isUnchanged(existing, model, settings.tags)) beginUpdate(starter, existing, model, settings);
  await operationFinished(globe, model.identity.stackId);
  return report(globe, scope, model.identity.stackId);
}

function settingsFor(stack: AssemblyStack): StackSettings {
  return {
    tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
    notificationArns: [],
    terminationProtection: stack.terminationProtection,
  };
}

/** The stack of a name once nothing works on it; what is left of a failed creation is removed first. */
async function livingStack(starter: Starter, name: string): Promise<StackRow | undefined> {
  const { globe, scope } = starter;
  const found = findStack(globe, scope, name);
  if (!found) return undefined;
  await operationFinished(globe, found.stackId);
  const stack = findStack(globe, scope, name);
  if (!stack || !dead.has(stack.status)) return stack;
  beginDelete(starter, stack, []);
  await operationFinished(globe, stack.stackId);
  const left = findStack(globe, scope, name);
  if (left) throw new Error(`Stack ${name} is ${left.status}: ${left.statusReason ?? ''}`);
  return undefined;
}

/** What became of a stack. Throws with the failed resources when it did not become complete. */
function report(globe: Globe, scope: Scope, stackId: string): DeployedStack {
  const stack = findStack(globe, scope, stackId);
  if (!stack) throw new Error(`Stack ${stackId} is gone`);
  if (stack.status !== 'CREATE_COMPLETE' && stack.status !== 'UPDATE_COMPLETE') {
    throw new Error(
      `Stack ${stack.name} (${scope.region}) is ${stack.status}\n${failedResources(globe, scope, stack).join('\n')}`,
    );
  }
  return {
    name: stack.name,
    ...scope,
    stackId,
    status: stack.status,
    outputs: Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value])),
    acceptedWithoutEffect: stack.acceptedWithoutEffect,
  };
}

function failedResources(globe: Globe, scope: Scope, { stackId, updatedAt, createdAt }: StackRow): readonly string[] {
  const since = updatedAt ?? createdAt;
  return [...eventsOf(globe, scope, stackId).range()]
    .filter(
      ({ status, reason, at }) => at >= since && reason !== undefined && /FAILED$|ROLLBACK_IN_PROGRESS$/.test(status),
    )
    .map(({ logicalId, type, reason }) => `- ${logicalId} (${type}): ${reason}`);
}
