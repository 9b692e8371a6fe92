import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../contract/resource-type.ts';
import { fetchTemplate } from '../engine/fetch-template.ts';
import { prepareStack } from '../engine/prepare-stack.ts';
import { apiOf } from '../engine/resource-context.ts';
import { operationFinished } from '../engine/running-operations.ts';
import { beginCreate, beginDelete, beginUpdate, newStackId, type StackSettings } from '../engine/stack-operations.ts';
import { isUnchanged } from '../engine/unchanged.ts';
import { UnfinishedResource } from '../engine/unfinished-resource.ts';
import { isObject } from '../json.ts';
import type { StackRow, Tag } from '../state/rows.ts';
import { findStack } from '../state/stacks.ts';

/** `AWS::CloudFormation::Stack`: a stack within a stack. */
export const nestedStack: ResourceType = {
  type: 'AWS::CloudFormation::Stack',
  properties: {
    TemplateURL: true,
    Parameters: true,
    Tags: true,
    NotificationARNs: { accepted: 'stack events are not sent to topics' },
    TimeoutInMinutes: { accepted: 'nested stacks are not given up after a time' },
  },

  async create(properties, context) {
    const name = context.physicalName({ maxLength: 128 });
    const stackId = newStackId(context.globe, context.scope, name);
    const model = await prepare(properties, context, name, stackId);
    beginCreate(context, model, settingsFor(properties, context), 'DO_NOTHING');
    return outcome(context, stackId, 'CREATE_COMPLETE');
  },

  async update(properties, _previous, state, context) {
    const stack = stackOf(context, state.physicalId);
    const model = await prepare(properties, context, stack.name, stack.stackId, stack);
    const settings = settingsFor(properties, context);
    if (!isUnchanged(stack, model, settings.tags)) beginUpdate(context, stack, model, settings);
    return outcome(context, stack.stackId, 'UPDATE_COMPLETE');
  },

  async delete(state, _properties, context) {
    const stack = findStack(context.globe, context.scope, state.physicalId);
    if (!stack || stack.status === 'DELETE_COMPLETE') return;
    beginDelete(context, stack, []);
    await operationFinished(context.globe, stack.stackId);
    const after = stackOf(context, stack.stackId);
    if (after.status !== 'DELETE_COMPLETE')
      throw new Error(`Embedded stack ${stack.stackId} was not successfully deleted: ${after.statusReason ?? ''}`);
  },
};

async function prepare(
  properties: Properties,
  context: ResourceContext,
  stackName: string,
  stackId: string,
  stack?: StackRow,
) {
  const api = apiOf(context.globe, context.scope, context.caller, context.cause);
  const templateBody = await fetchTemplate(context.globe, String(properties['TemplateURL']), api);
  const parameters: unknown = properties['Parameters'] ?? {};
  const given = isObject(parameters) ? Object.entries(parameters) : [];
  return prepareStack(context.globe, {
    scope: context.scope,
    caller: context.caller,
    cause: context.cause,
    stackName,
    stackId,
    templateBody,
    parameters: given.map(([name, value]) => ({ name, text: Array.isArray(value) ? value.join(',') : String(value) })),
    previousParameters: stack?.parameters ?? [],
    notificationArns: [],
  });
}

function settingsFor(properties: Properties, context: ResourceContext): StackSettings {
  const own = (properties['Tags'] ?? []) as readonly Tag[];
  const inherited = context.stackTags.filter(
    ({ Key }) => !Key.startsWith('aws:') && !own.some((tag) => tag.Key === Key),
  );
  const parent = stackOf(context, context.stackId);
  return {
    tags: [...inherited, ...own],
    capabilities: parent.capabilities,
    notificationArns: [],
    parentId: parent.stackId,
    rootId: parent.rootId ?? parent.stackId,
  };
}

function stackOf(context: ResourceContext, stackId: string): StackRow {
  const stack = findStack(context.globe, context.scope, stackId);
  if (!stack) throw new Error(`Stack ${stackId} does not exist`);
  return stack;
}

/** The nested stack's state once nothing works on it. */
async function outcome(context: ResourceContext, stackId: string, success: string): Promise<ResourceState> {
  await operationFinished(context.globe, stackId);
  const stack = stackOf(context, stackId);
  const attributes = Object.fromEntries(stack.outputs.map(({ key, value }) => [`Outputs.${key}`, value]));
  const state = { physicalId: stackId, attributes };
  if (stack.status === success || stack.status === 'CREATE_COMPLETE' || stack.status === 'UPDATE_COMPLETE')
    return state;
  throw new UnfinishedResource(
    `Embedded stack ${stackId} was not successfully ${success === 'CREATE_COMPLETE' ? 'created' : 'updated'}: ${stack.statusReason ?? stack.status}`,
    state,
  );
}
