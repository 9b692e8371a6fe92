/** JSON, read member by member: what has another form than expected is not there. */
export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function membersAt(value: unknown, name: string): Members {
  const found = isMembers(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return isMembers(found) ? found : {};
}

/** The members that are objects, by name. */
export function objectsAt(value: unknown, name: string): readonly (readonly [string, Members])[] {
  return Object.entries(membersAt(value, name)).filter((entry): entry is [string, Members] => isMembers(entry[1]));
}

export function listAt(value: unknown, name: string): readonly unknown[] {
  const found = isMembers(value) ? value[name] : undefined;
  return Array.isArray(found) ? found : [];
}

export function textsAt(value: unknown, name: string): readonly string[] {
  return listAt(value, name).filter((item) => typeof item === 'string');
}

/** A text; numbers and booleans as texts, too, since YAML makes `200` one. */
export function textAt(value: unknown, name: string): string | undefined {
  const found = isMembers(value) ? value[name] : undefined;
  if (typeof found === 'number' || typeof found === 'boolean') return String(found);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: unknown, name: string): number | undefined {
  const found = Number(textAt(value, name) ?? Number.NaN);
  return Number.isFinite(found) ? found : undefined;
}

export function flagAt(value: unknown, name: string): boolean | undefined {
  const found = textAt(value, name);
  return found === undefined ? undefined : found === 'true';
}

/** A map whose values are texts. */
export function textMapAt(value: unknown, name: string): Record<string, string> {
  const map = membersAt(value, name);
  return Object.fromEntries(Object.keys(map).map((key) => [key, textAt(map, key) ?? '']));
}

/** Only the members that are there. */
export function present<T extends object>(members: { readonly [Name in keyof T]?: T[Name] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;
}
