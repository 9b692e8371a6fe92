/**
 * Writes one compact API model per service to packages/snowglobe/src/gateway/models, from the installed AWS SDK clients (shapes,
 * bindings, errors) and Python's botocore (constraints, number types, endpoint names).
 *
 * Usage: npx tsx tools/generate-models.ts [service...]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { amend } from './generate-models/amend.ts';
import type { BotocoreService } from './generate-models/botocore.ts';
import { readBotocore } from './generate-models/botocore.ts';
import { Flattener, flattenOperations } from './generate-models/flatten.ts';
import type { SdkSettings } from './generate-models/sdk.ts';
import { readSdk } from './generate-models/sdk.ts';
import { botocoreNames } from './generate-models/sources.ts';

const folder = fileURLToPath(new URL('../packages/snowglobe/src/gateway/models/', import.meta.url));

function settings(service: string, sdk: SdkSettings, botocore: BotocoreService): Record<string, unknown> {
  return {
    id: service,
    sdkId: sdk.sdkId,
    version: sdk.version,
    protocol: sdk.protocol,
    signingName: botocore.metadata.signingName ?? botocore.metadata.endpointPrefix,
    endpointPrefix: botocore.metadata.endpointPrefix,
    target: sdk.target,
    ...(sdk.queryCompatible ? { queryCompatible: true } : {}),
    ...(sdk.xmlNamespace === undefined ? {} : { xmlNamespace: sdk.xmlNamespace }),
  };
}

async function generate(service: string): Promise<Record<string, unknown>> {
  const botocoreName = botocoreNames[service];
  if (botocoreName === undefined) throw new Error(`${service} is not in tools/generate-models/sources.ts`);
  const botocore = readBotocore(botocoreName);
  const sdk = await readSdk(service);
  const shapes = new Flattener(botocore, sdk);
  const operations = flattenOperations(sdk, botocore, shapes);
  return amend({ ...settings(service, sdk.settings, botocore), operations, shapes: sorted(shapes.shapes) });
}

function sorted<T>(table: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}

mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
for (const service of wanted.length > 0 ? wanted : Object.keys(botocoreNames)) {
  const text = JSON.stringify(await generate(service));
  // One shape to a line would triple the size; changes are read with `git diff --word-diff-regex='[^,]+'`.
  writeFileSync(`${folder}${service}.json`, `${text}\n`);
  console.log(`${service}: ${Math.ceil(text.length / 1024)} KB`);
}
writeIndex();

/** The settings of all models in one small file, so that requests can be routed before any model is loaded. */
function writeIndex(): void {
  const all = Object.keys(botocoreNames).map((service) => {
    const model = JSON.parse(readFileSync(`${folder}${service}.json`, 'utf8')) as Record<string, unknown>;
    const { operations: _operations, shapes: _shapes, ...settings } = model;
    return settings;
  });
  writeFileSync(`${folder}index.json`, `${JSON.stringify(all)}\n`);
}
