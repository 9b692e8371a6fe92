import { formatArn } from '../../../contract/arn.ts';
import type { Properties, ResourceContext } from '../../../contract/resource-type.ts';

type Tags = Readonly<Record<string, string>>;

/** The template's tags and the stack's; the template's win. */
export function tagsIn(properties: Properties, { stackTags }: ResourceContext): Tags {
  const own: Tags = properties.Tags ?? {};
  return { ...Object.fromEntries(stackTags.map(({ Key, Value }) => [Key, Value])), ...own };
}

/** Makes the tags of `/apis/ID` and the like what template and stack say. */
export async function applyTags(
  path: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const ResourceArn = formatArn('apigateway', { ...context.scope, account: '' }, path);
  const Tags = tagsIn(properties, context);
  const TagKeys = Object.keys(tagsIn(previous, context)).filter((key) => !(key in Tags));
  if (TagKeys.length > 0) await context.api('apigatewayv2', 'UntagResource', { ResourceArn, TagKeys });
  if (Object.keys(Tags).length > 0) await context.api('apigatewayv2', 'TagResource', { ResourceArn, Tags });
}
