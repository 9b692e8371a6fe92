import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SystemHealth } from '../inspection/create-inspection.ts';
import type { Snowglobe } from '../snowglobe.ts';
import { type DeployedStack, deployAssembly } from '../stacks/assets/deploy-assembly.ts';
import { synthesize } from '../stacks/assets/synthesize.ts';
import { gatherResourceTypes } from '../stacks/registry.ts';
import { reachableUrl } from './reachable-urls.ts';

/** Deploys an assembly. Throws with the reasons. */
export async function deployFolder(snowglobe: Snowglobe, assemblyFolder: string): Promise<SystemHealth> {
  const stacks = await deployAssembly(snowglobe.globe, gatherResourceTypes(snowglobe.services), { assemblyFolder });
  return running(stacks, snowglobe.endpoint);
}

/** The assembly of a CDK app, synthesised when its inputs have changed; an assembly is its own. Throws with the reasons. */
export async function assemblyOf(folder: string): Promise<string> {
  if (existsSync(join(folder, 'manifest.json'))) return folder;
  if (!existsSync(join(folder, 'cdk.json'))) {
    throw new Error(`${folder} is neither a CDK app (it has no cdk.json) nor an assembly (it has no manifest.json)`);
  }
  return (await synthesize(folder)).assemblyFolder;
}

function running(deployed: readonly DeployedStack[], endpoint: string): SystemHealth {
  const stacks = deployed.map(({ name, region, outputs }) => ({ name, region, outputs: reachable(outputs, endpoint) }));
  const [first] = stacks;
  if (!first) return { status: 'running', stacks };
  const outputs = Object.assign(
    {},
    ...stacks.filter(({ region }) => region === first.region).map((stack) => stack.outputs),
  );
  return { status: 'running', region: first.region, outputs, stacks };
}

function reachable(outputs: Readonly<Record<string, string>>, endpoint: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, reachableUrl(value, endpoint)]));
}
