/** A setting of the function's environment. Throws when it is missing: such a function must not start. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
}

/** A setting that may be left out. */
export function optionalSetting(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

/** The settings whose names start so, without the prefix. */
export function settingsBelow(prefix: string): readonly (readonly [string, string])[] {
  return Object.entries(process.env).flatMap(([name, value]) =>
    name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length), value] as const] : [],
  );
}
