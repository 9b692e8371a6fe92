import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Globe } from '../../contract/globe.ts';
import { apiOf } from '../engine/resource-context.ts';
import { isJsonObject, type Json, type JsonObject, jsonText } from '../json.ts';
import { rememberAssets } from './asset-locations.ts';
import type { FileAsset } from './read-asset-manifest.ts';

/** Where resource types look for code: these properties are read from the asset's folder, nothing is uploaded. */
const codeProperties: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'Code',
  'AWS::Lambda::LayerVersion': 'Content',
  'AWS::CloudFormation::Stack': 'TemplateURL',
};

/** Makes a stack's assets known, and uploads those that only S3 can serve. Uploads are content-addressed: one is enough. */
export async function publishAssets(
  globe: Globe,
  assets: readonly FileAsset[],
  templates: readonly JsonObject[],
  templatePath: string,
): Promise<void> {
  rememberAssets(globe, new Map(assets.map(({ bucket, key, path }) => [`${bucket}/${key}`, path])));
  const inPlace = templates.flatMap(codeOf).join('\n');
  const uploads = assets.filter(({ key, path }) => path !== templatePath && !inPlace.includes(key));
  for (const asset of uploads) await upload(globe, asset);
}

/** The JSON text of everything in a template that is read in place. */
function codeOf(template: JsonObject): string[] {
  const resources = isJsonObject(template.Resources) ? Object.values(template.Resources) : [];
  return resources.flatMap((resource: Json) => {
    if (!isJsonObject(resource) || !isJsonObject(resource.Properties)) return [];
    const property = codeProperties[jsonText(resource.Type)];
    return property === undefined ? [] : [JSON.stringify(resource.Properties[property] ?? null)];
  });
}

async function upload(globe: Globe, asset: FileAsset): Promise<void> {
  const caller = { kind: 'root', account: asset.scope.account } as const;
  const cause = globe.causes.begin('deployment', `asset ${asset.key}`);
  const api = apiOf(globe, asset.scope, caller, cause);
  const Bucket = asset.bucket;
  if (await succeeds(api('s3', 'HeadObject', { Bucket, Key: asset.key }))) return;
  if (!(await succeeds(api('s3', 'HeadBucket', { Bucket })))) await api('s3', 'CreateBucket', { Bucket });
  const Body = asset.zipped ? await zipFolder(asset.path) : await readFile(asset.path);
  await api('s3', 'PutObject', { Bucket, Key: asset.key, Body });
}

async function succeeds(call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => true,
    () => false,
  );
}

/** A zip of a folder, the same for the same files. */
async function zipFolder(folder: string): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  const entries: Record<string, Uint8Array> = {};
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    entries[path.slice(folder.length + 1).replaceAll('\\', '/')] = await readFile(path);
  }
  const mtime = new Date('1980-01-01T00:00:00');
  return zipSync(Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1))), { mtime });
}
