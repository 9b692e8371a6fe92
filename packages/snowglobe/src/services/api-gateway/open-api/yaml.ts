import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const load = createRequire(import.meta.url);
let loaded: typeof Yaml | undefined;

/** The YAML library, loaded when it is first needed: most globes never see YAML. */
export function yaml(): typeof Yaml {
  loaded ??= load('yaml') as typeof Yaml;
  return loaded;
}
