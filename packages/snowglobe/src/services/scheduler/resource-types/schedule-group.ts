import type { CreateScheduleGroupOutput } from '@aws-sdk/client-scheduler';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { groupArn } from '../group.ts';

type Tag = ResourceContext['stackTags'][number];

const tagsOf = (properties: Properties, { stackTags }: ResourceContext): readonly Tag[] => [
  ...new Map([...stackTags, ...(properties.Tags ?? [])].map((tag: Tag) => [tag.Key, tag])).values(),
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedulegroup.html */
export const scheduleGroupType: ResourceType = {
  type: 'AWS::Scheduler::ScheduleGroup',
  properties: { Name: true, Tags: true },
  async create(properties, context) {
    const Name: string = properties.Name ?? context.physicalName({ maxLength: 64 });
    const input = { Name, Tags: tagsOf(properties, context) };
    const made = await context.api<CreateScheduleGroupOutput>('scheduler', 'CreateScheduleGroup', input);
    return { physicalId: Name, attributes: { Arn: made.ScheduleGroupArn, State: 'ACTIVE' } };
  },
  async update(properties, previous, state, context) {
    const ResourceArn = groupArn(context.scope, state.physicalId);
    const Tags = tagsOf(properties, context);
    const TagKeys = tagsOf(previous, context)
      .map(({ Key }) => Key)
      .filter((key) => !Tags.some(({ Key }) => Key === key));
    if (TagKeys.length > 0) await context.api('scheduler', 'UntagResource', { ResourceArn, TagKeys });
    if (Tags.length > 0) await context.api('scheduler', 'TagResource', { ResourceArn, Tags });
    return state;
  },
  async delete(state, _properties, context) {
    await context.api('scheduler', 'DeleteScheduleGroup', { Name: state.physicalId }).catch(unlessMissing);
  },
};

export function unlessMissing(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ResourceNotFoundException') throw error;
}
