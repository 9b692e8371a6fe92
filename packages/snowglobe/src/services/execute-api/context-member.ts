/** `claims.sub` of what an authorizer said, as text; undefined for what is no plain value. */
export function contextMember(values: Readonly<Record<string, unknown>> | undefined, path: string): string | undefined {
  let value: unknown = values;
  for (const part of path.split('.')) {
    value =
      typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[part] : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
