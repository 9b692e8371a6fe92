import type { PatchOperation, UsagePlan } from '@aws-sdk/client-api-gateway';
import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { call, lowered, mapReplacements, unlessMissing } from './calls.ts';
import { applyTags, tagsIn } from './template-tags.ts';

export const usagePlanType: ResourceType = {
  type: 'AWS::ApiGateway::UsagePlan',
  properties: {
    ApiStages: true,
    Description: true,
    Quota: true,
    Tags: true,
    Throttle: true,
    UsagePlanName: true,
  },

  async create(properties, context) {
    const { UsagePlanName = context.physicalName(), Description: description } = properties;
    const stages: readonly Properties[] = properties.ApiStages ?? [];
    const { id = '' } = await call<UsagePlan>(context, 'CreateUsagePlan', {
      name: UsagePlanName,
      ...(description !== undefined && { description }),
      apiStages: stages.map(stageInput),
      ...(properties.Throttle && { throttle: lowered(properties.Throttle) }),
      ...(properties.Quota && { quota: lowered(properties.Quota) }),
      tags: tagsIn(properties, context),
    });
    return { physicalId: id, attributes: { Id: id } };
  },

  async update(properties, previous, state, context) {
    const simple = (from: Properties) => ({ name: from.UsagePlanName, description: from.Description });
    const patchOperations = [
      ...mapReplacements('', present(simple(properties)), {}),
      ...stageChanges(properties.ApiStages, previous.ApiStages),
      ...memberChanges('throttle', properties.Throttle, previous.Throttle),
      ...memberChanges('quota', properties.Quota, previous.Quota),
    ];
    await call(context, 'UpdateUsagePlan', { usagePlanId: state.physicalId, patchOperations });
    await applyTags(`/usageplans/${state.physicalId}`, properties, previous, context);
    return state;
  },

  async delete(state, properties, context) {
    const usagePlanId = state.physicalId;
    const patchOperations = stageChanges([], properties.ApiStages);
    await unlessMissing(call(context, 'UpdateUsagePlan', { usagePlanId, patchOperations }));
    await unlessMissing(call(context, 'DeleteUsagePlan', { usagePlanId }));
  },
};

function present(members: Properties): Properties {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** The keys of a stage's throttles are paths, which stay as they are. */
function stageInput({ ApiId: apiId, Stage: stage, Throttle = {} }: Properties): object {
  const throttles = Object.entries(Throttle).map(([path, settings]) => [path, lowered(settings)]);
  return { apiId, stage, ...(throttles.length > 0 && { throttle: Object.fromEntries(throttles) }) };
}

function stageChanges(wanted: readonly Properties[] = [], before: readonly Properties[] = []): PatchOperation[] {
  const ids = (stages: readonly Properties[]) => stages.map(({ ApiId, Stage }) => `${ApiId}:${Stage}`);
  const path = '/apiStages';
  return [
    ...ids(before).map((value): PatchOperation => ({ op: 'remove', path, value })),
    ...wanted.flatMap((stage, index): PatchOperation[] => {
      const value = ids(wanted)[index] ?? '';
      return [{ op: 'add', path, value }, ...throttleChanges(value, stage.Throttle)];
    }),
  ];
}

/** `/path/GET` becomes `/apiStages/ID/throttle/~1path/GET/rateLimit`. */
function throttleChanges(stageId: string, throttles: Properties = {}): PatchOperation[] {
  return Object.entries(throttles).flatMap(([place, settings]) => {
    const cut = place.lastIndexOf('/');
    const path = place.slice(0, cut).replaceAll('/', '~1');
    const prefix = `/apiStages/${stageId}/throttle/${path}/${place.slice(cut + 1)}`;
    return mapReplacements(prefix, lowered(settings) as Properties);
  });
}

function memberChanges(name: string, wanted?: Properties, before?: Properties): PatchOperation[] {
  if (!wanted) return before ? [{ op: 'remove', path: `/${name}` }] : [];
  return mapReplacements(`/${name}`, lowered(wanted) as Properties, lowered(before ?? {}) as Properties);
}
