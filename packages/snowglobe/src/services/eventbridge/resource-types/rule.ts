import type { PutRuleResponse } from '@aws-sdk/client-eventbridge';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { busAddress, defaultBus } from '../bus.ts';
import { allTags, changeTags, unlessMissing } from './resource-tags.ts';

const service = 'eventbridge';

const targetProperties = {
  Arn: true,
  DeadLetterConfig: true,
  HttpParameters: true,
  Id: true,
  Input: true,
  InputPath: true,
  InputTransformer: true,
  KinesisParameters: true,
  RetryPolicy: true,
  RoleArn: true,
  SqsParameters: true,
} as const;

interface TargetProperties {
  readonly Id: string;
}

const targetsOf = (properties: Properties): readonly TargetProperties[] => properties.Targets ?? [];

async function putRule(Name: string, properties: Properties, context: ResourceContext): Promise<string> {
  const { Description, EventBusName, EventPattern, RoleArn, ScheduleExpression, State } = properties;
  const { RuleArn = '' } = await context.api<PutRuleResponse>(service, 'PutRule', {
    Name,
    Description,
    EventBusName,
    EventPattern: EventPattern === undefined ? undefined : JSON.stringify(EventPattern),
    RoleArn,
    ScheduleExpression,
    State,
    Tags: allTags(properties, context),
  });
  const Targets = targetsOf(properties);
  if (Targets.length > 0) await context.api(service, 'PutTargets', { Rule: Name, EventBusName, Targets });
  return RuleArn;
}

/** The physical id names the bus, unless it is the default one. */
function stateOf(name: string, arn: string, properties: Properties, context: ResourceContext): ResourceState {
  const bus = busAddress(properties.EventBusName, context.scope).name;
  const physicalId = bus === defaultBus ? name : `${bus}|${name}`;
  return { physicalId, attributes: { Arn: arn, RuleName: name } };
}

const nameOf = (state: ResourceState): string => state.physicalId.split('|').at(-1) ?? '';

async function removeTargets(
  state: ResourceState,
  properties: Properties,
  ids: readonly string[],
  context: ResourceContext,
) {
  const { EventBusName } = properties;
  if (ids.length > 0) await context.api(service, 'RemoveTargets', { Rule: nameOf(state), EventBusName, Ids: ids });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const ruleType: ResourceType = {
  type: 'AWS::Events::Rule',
  properties: {
    Description: true,
    EventBusName: true,
    EventPattern: true,
    Name: true,
    RoleArn: true,
    ScheduleExpression: true,
    State: true,
    Tags: true,
    Targets: targetProperties,
  },
  async create(properties, context) {
    const name: string = properties.Name ?? context.physicalName({ maxLength: 64 });
    try {
      return stateOf(name, await putRule(name, properties, context), properties, context);
    } catch (error) {
      // The rule may stand without the targets that were refused.
      await context
        .api(service, 'DeleteRule', { Name: name, EventBusName: properties.EventBusName })
        .catch(unlessMissing);
      throw error;
    }
  },
  async update(properties, previous, state, context) {
    const kept = new Set(targetsOf(properties).map(({ Id }) => Id));
    const gone = targetsOf(previous).filter(({ Id }) => !kept.has(Id));
    await removeTargets(
      state,
      properties,
      gone.map(({ Id }) => Id),
      context,
    );
    const arn = await putRule(nameOf(state), properties, context);
    await changeTags(arn, properties, previous, context);
    return state;
  },
  async delete(state, properties, context) {
    try {
      await removeTargets(
        state,
        properties,
        targetsOf(properties).map(({ Id }) => Id),
        context,
      );
      await context.api(service, 'DeleteRule', { Name: nameOf(state), EventBusName: properties.EventBusName });
    } catch (error) {
      unlessMissing(error);
    }
  },
};
