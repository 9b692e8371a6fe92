import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Scope } from '../../contract/scope.ts';
import { type FileAsset, readAssetManifest } from './read-asset-manifest.ts';

/** One stack of a CDK cloud assembly. */
export interface AssemblyStack {
  /** The artifact's id, unique in the assembly. */
  readonly id: string;
  /** What `cdk list` shows. */
  readonly displayName: string;
  readonly name: string;
  readonly scope: Scope;
  readonly templatePath: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  /** Ids of the stacks that must be deployed before. */
  readonly dependsOn: readonly string[];
  readonly assets: readonly FileAsset[];
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly displayName?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly tags?: Readonly<Record<string, string>>;
    readonly terminationProtection?: boolean;
    readonly directoryName?: string;
    readonly file?: string;
  };
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
  readonly missing?: readonly { readonly key: string; readonly provider: string }[];
}

/** Reads the stacks of an assembly and of the stages in it. Stacks without an environment get the default scope. */
export async function readAssembly(folder: string, defaultScope: Scope): Promise<readonly AssemblyStack[]> {
  const manifest = await readManifest(folder);
  const { missing = [], artifacts = {} } = manifest;
  if (missing.length > 0) {
    const keys = missing.map(({ key, provider }) => `${key} (${provider})`).join(', ');
    throw new Error(`The app looks up context that is not in cdk.context.json: ${keys}`);
  }
  const stacks: AssemblyStack[] = [];
  for (const [id, artifact] of Object.entries(artifacts)) {
    const nested = artifact.type === 'cdk:cloud-assembly' ? artifact.properties?.directoryName : undefined;
    if (nested !== undefined) stacks.push(...(await readAssembly(join(folder, nested), defaultScope)));
    if (artifact.type === 'aws:cloudformation:stack')
      stacks.push(await readStack(folder, id, artifact, artifacts, defaultScope));
  }
  return stacks;
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Manifest;
  } catch (error) {
    throw new Error(`No CDK assembly can be read at ${path}: ${(error as Error).message}`);
  }
}

async function readStack(
  folder: string,
  id: string,
  artifact: Artifact,
  artifacts: Readonly<Record<string, Artifact>>,
  defaultScope: Scope,
): Promise<AssemblyStack> {
  const { properties = {}, dependencies = [] } = artifact;
  const scope = readEnvironment(artifact.environment ?? '', defaultScope);
  const manifests = dependencies.flatMap((dependency) => {
    const file =
      artifacts[dependency]?.type === 'cdk:asset-manifest' ? artifacts[dependency]?.properties?.file : undefined;
    return file === undefined ? [] : [resolve(folder, file)];
  });
  const assets = await Promise.all(manifests.map((path) => readAssetManifest(path, scope)));
  return {
    id,
    displayName: artifact.displayName ?? id,
    name: properties.stackName ?? id,
    scope,
    templatePath: resolve(folder, properties.templateFile ?? ''),
    parameters: properties.parameters ?? {},
    tags: properties.tags ?? {},
    terminationProtection: properties.terminationProtection ?? false,
    dependsOn: dependencies.filter((dependency) => artifacts[dependency]?.type === 'aws:cloudformation:stack'),
    assets: assets.flat(),
  };
}

/** `aws://account/region`, either of which may be unknown. */
function readEnvironment(environment: string, defaultScope: Scope): Scope {
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return {
    account: /^\d{12}$/.test(account) ? account : defaultScope.account,
    region: region === '' || region === 'unknown-region' ? defaultScope.region : region,
  };
}
