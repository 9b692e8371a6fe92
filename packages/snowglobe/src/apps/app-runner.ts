import { availableParallelism } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import type { SystemHealth } from '../inspection/create-inspection.ts';
import type { Snowglobe } from '../snowglobe.ts';
import { assemblyOf, deployFolder } from './deploy-folder.ts';
import { inLanes } from './in-lanes.ts';

/** Hears of each change of a system's health. */
export type HealthListener = (name: string, health: SystemHealth) => void;

/** Deploys CDK apps into a globe and knows how each of them is. */
export class AppRunner {
  readonly #folders: string[];
  readonly #health = new Map<string, SystemHealth>();

  /** Folders of CDK apps or of synthesised assemblies. */
  constructor(folders: readonly string[]) {
    this.#folders = folders.map((folder) => resolve(folder));
    for (const folder of this.#folders) this.#health.set(systemName(folder), { status: 'waiting' });
  }

  health(): Readonly<Record<string, SystemHealth>> {
    return Object.fromEntries(this.#health);
  }

  /** The outputs of a stack, or all of the first app's in its first region. */
  outputs(stackName?: string, region?: string): Readonly<Record<string, string>> {
    const [first] = this.#health.values();
    if (stackName === undefined && region === undefined && first?.outputs) return first.outputs;
    const stacks = [...this.#health.values()].flatMap((health) => health.stacks ?? []);
    const found = stacks.find(
      (stack) => (stackName ?? stack.name) === stack.name && (region ?? stack.region) === stack.region,
    );
    if (found) return found.outputs;
    const known = stacks.map((stack) => `${stack.name} (${stack.region})`).join(', ');
    throw new Error(`no stack ${stackName ?? ''} ${region ?? ''} is deployed; there is: ${known || 'none'}`);
  }

  /** Deploys one after the other, in order; what comes later is synthesised meanwhile. */
  async deployAll(snowglobe: Snowglobe, onChange?: HealthListener): Promise<void> {
    const lane = inLanes(availableParallelism());
    const assemblies = this.#folders.map((folder) => lane(() => this.#assembly(folder, onChange)));
    for (const [index, folder] of this.#folders.entries()) {
      const assembly = await assemblies[index];
      if (assembly !== undefined) await this.#deploy(snowglobe, folder, assembly, onChange);
    }
  }

  /** Deploys one more folder, or one of the known ones again. */
  async deploy(snowglobe: Snowglobe, folder: string): Promise<SystemHealth> {
    const path = resolve(folder);
    if (!this.#folders.includes(path)) this.#folders.push(path);
    const assembly = await this.#assembly(path);
    if (assembly !== undefined) await this.#deploy(snowglobe, path, assembly);
    return this.#health.get(systemName(path)) ?? { status: 'waiting' };
  }

  /** Empties the globe and deploys everything again. Throws when something cannot be deployed. */
  async reset(snowglobe: Snowglobe): Promise<void> {
    for (const folder of this.#folders) this.#health.set(systemName(folder), { status: 'waiting' });
    await snowglobe.clear();
    await this.deployAll(snowglobe);
    for (const [name, { reason }] of this.#health)
      if (reason !== undefined) throw new Error(`${name} was not deployed:\n${reason}`);
  }

  /** The folder's assembly; undefined when there is none, which its health tells. */
  #assembly(folder: string, onChange?: HealthListener): Promise<string | undefined> {
    return this.#attempt(folder, 'synthesizing', () => assemblyOf(folder), onChange);
  }

  async #deploy(snowglobe: Snowglobe, folder: string, assembly: string, onChange?: HealthListener): Promise<void> {
    const health = await this.#attempt(folder, 'deploying', () => deployFolder(snowglobe, assembly), onChange);
    if (health) this.#report(folder, health, onChange);
  }

  /** Does a part of the way; when it fails, the folder's health says why. */
  async #attempt<Result>(
    folder: string,
    status: SystemHealth['status'],
    work: () => Promise<Result>,
    onChange?: HealthListener,
  ): Promise<Result | undefined> {
    this.#report(folder, { status }, onChange);
    try {
      return await work();
    } catch (error) {
      this.#report(folder, { status: 'failed', reason: (error as Error).message }, onChange);
      return undefined;
    }
  }

  #report(folder: string, health: SystemHealth, onChange?: HealthListener): void {
    const name = systemName(folder);
    this.#health.set(name, health);
    onChange?.(name, health);
  }
}

/** A system is called as its folder is; an assembly as the folder that holds it. */
function systemName(folder: string): string {
  const name = basename(folder);
  return name === 'cdk.out' ? basename(dirname(folder)) : name;
}
