import { formatArn } from '../../../contract/arn.ts';
import type { Properties, ResourceContext } from '../../../contract/resource-type.ts';
import { call } from './calls.ts';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The template's tags and the stack's; the template's win. */
export function tagsIn(properties: Properties, { stackTags }: ResourceContext): Readonly<Record<string, string>> {
  const own: readonly Tag[] = properties.Tags ?? [];
  return Object.fromEntries([...stackTags, ...own].map(({ Key, Value }) => [Key, Value]));
}

/** Makes the tags of `/restapis/ID` and the like what template and stack say. */
export async function applyTags(
  path: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const resourceArn = formatArn('apigateway', { ...context.scope, account: '' }, path);
  const tags = tagsIn(properties, context);
  const tagKeys = Object.keys(tagsIn(previous, context)).filter((key) => !(key in tags));
  if (tagKeys.length > 0) await call(context, 'UntagResource', { resourceArn, tagKeys });
  if (Object.keys(tags).length > 0) await call(context, 'TagResource', { resourceArn, tags });
}
