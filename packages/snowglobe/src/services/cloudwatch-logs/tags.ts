export function withoutTags(
  tags: Readonly<Record<string, string>>,
  keys: readonly string[] | undefined,
): Readonly<Record<string, string>> {
  const gone = new Set(keys);
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key)));
}
