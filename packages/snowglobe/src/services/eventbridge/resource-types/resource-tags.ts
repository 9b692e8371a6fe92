import type { Properties, ResourceContext } from '../../../contract/resource-type.ts';

type Tag = ResourceContext['stackTags'][number];

const tagsOf = (properties: Properties): readonly Tag[] => properties.Tags ?? [];

/** A resource's own tags and its stack's, for a request that creates it. */
export const allTags = (properties: Properties, { stackTags }: ResourceContext): readonly Tag[] => {
  const byKey = new Map([...stackTags, ...tagsOf(properties)].map((tag) => [tag.Key, tag]));
  return [...byKey.values()];
};

/** Brings a resource's tags to what its template says now. */
export async function changeTags(
  ResourceARN: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const Tags = allTags(properties, context);
  const TagKeys = tagsOf(previous)
    .map(({ Key }) => Key)
    .filter((key) => !Tags.some(({ Key }) => Key === key));
  if (TagKeys.length > 0) await context.api('eventbridge', 'UntagResource', { ResourceARN, TagKeys });
  if (Tags.length > 0) await context.api('eventbridge', 'TagResource', { ResourceARN, Tags });
}

export function unlessMissing(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ResourceNotFoundException') throw error;
}
