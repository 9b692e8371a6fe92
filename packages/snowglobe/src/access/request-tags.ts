type Input = Readonly<Record<string, unknown>>;

/** The members under which AWS's operations take tags to put on, and keys of tags to take away. */
const tagMembers = ['Tags', 'tags', 'TagList', 'tagList'];
const keyMembers = ['TagKeys', 'tagKeys', 'TagKeyList', 'tagKeyList'];

/** The tags that a request puts on: `aws:RequestTag/*`. */
export function requestTags(input: Input | undefined): ReadonlyMap<string, string> {
  const given = tagMembers.map((member) => input?.[member]).find((value) => value !== undefined);
  if (typeof given !== 'object' || given === null) return new Map();
  if (!Array.isArray(given)) {
    return new Map(Object.entries(given as Input).flatMap(([key, value]) => pair(key, value)));
  }
  // SQS's UntagQueue and others list bare keys.
  return new Map((given as readonly unknown[]).flatMap(listedTag));
}

function listedTag(tag: unknown): readonly (readonly [string, string])[] {
  if (typeof tag !== 'object' || tag === null) return [];
  const { Key, key, TagKey, Value, value, TagValue } = tag as Input;
  return pair(Key ?? key ?? TagKey, Value ?? value ?? TagValue ?? '');
}

function pair(key: unknown, value: unknown): readonly (readonly [string, string])[] {
  return typeof key === 'string' && typeof value === 'string' ? [[key, value]] : [];
}

/** The keys of the tags that a request puts on or takes away: `aws:TagKeys`; undefined when it is about no tags. */
export function requestTagKeys(input: Input | undefined): readonly string[] | undefined {
  const added = [...requestTags(input).keys()];
  const removed = keyMembers.flatMap((member) => input?.[member] ?? []).filter((key) => typeof key === 'string');
  const all = [...added, ...removed];
  return all.length === 0 ? undefined : all;
}
