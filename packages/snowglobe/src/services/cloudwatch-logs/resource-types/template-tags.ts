import type { Properties, ResourceContext } from '../../../contract/resource-type.ts';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The template's tags and the stack's by key; the template's win. */
export function tagsIn(properties: Properties, { stackTags }: ResourceContext): Readonly<Record<string, string>> {
  const own: readonly Tag[] = properties.Tags ?? [];
  return Object.fromEntries([...stackTags, ...own].map(({ Key, Value }) => [Key, Value]));
}
