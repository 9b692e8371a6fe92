import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** `node` arguments that run the built CLI. */
export function snowglobeArguments(args: readonly string[]): readonly string[] {
  return [join(root, 'packages', 'snowglobe', 'dist', 'cli.js'), 'start', ...args];
}

export const tasksFolder = join(root, 'systems', 'tasks');
export const ingestFolder = join(root, 'systems', 'ingest');
export const jobsFolder = join(root, 'systems', 'jobs');
