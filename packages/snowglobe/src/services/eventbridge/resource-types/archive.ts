import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { archiveArn } from '../archive.ts';
import { unlessMissing } from './resource-tags.ts';

function settingsOf({ Description, EventPattern, KmsKeyIdentifier, RetentionDays }: Properties) {
  return {
    Description,
    EventPattern: EventPattern === undefined ? undefined : JSON.stringify(EventPattern),
    KmsKeyIdentifier: KmsKeyIdentifier ?? '',
    RetentionDays: Number(RetentionDays ?? 0),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-archive.html */
export const archiveType: ResourceType = {
  type: 'AWS::Events::Archive',
  properties: {
    ArchiveName: true,
    Description: true,
    EventPattern: true,
    KmsKeyIdentifier: true,
    RetentionDays: true,
    SourceArn: true,
  },
  async create(properties, context) {
    const ArchiveName: string = properties.ArchiveName ?? context.physicalName({ maxLength: 48 });
    const EventSourceArn = properties.SourceArn;
    await context.api('eventbridge', 'CreateArchive', { ArchiveName, EventSourceArn, ...settingsOf(properties) });
    return { physicalId: ArchiveName, attributes: { Arn: archiveArn(context.scope, ArchiveName), ArchiveName } };
  },
  async update(properties, _previous, state, context) {
    const ArchiveName = state.physicalId;
    await context.api('eventbridge', 'UpdateArchive', { ArchiveName, ...settingsOf(properties) });
    return state;
  },
  async delete(state, _properties, context) {
    await context.api('eventbridge', 'DeleteArchive', { ArchiveName: state.physicalId }).catch(unlessMissing);
  },
};
