import { basename, dirname, resolve } from 'node:path';
import type { SystemHealth } from '../inspection/create-inspection.ts';
import type { Snowglobe } from '../snowglobe.ts';
import { deployFolder } from './deploy-folder.ts';

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

  async deployAll(snowglobe: Snowglobe, onChange?: HealthListener): Promise<void> {
    for (const folder of this.#folders) await this.#deploy(snowglobe, folder, onChange);
  }

  /** Deploys one more folder, or one of the known ones again. */
  async deploy(snowglobe: Snowglobe, folder: string): Promise<SystemHealth> {
    const path = resolve(folder);
    if (!this.#folders.includes(path)) this.#folders.push(path);
    return this.#deploy(snowglobe, path);
  }

  /** Empties the globe and deploys everything again. Throws when something cannot be deployed. */
  async reset(snowglobe: Snowglobe): Promise<void> {
    for (const folder of this.#folders) this.#health.set(systemName(folder), { status: 'waiting' });
    await snowglobe.clear();
    await this.deployAll(snowglobe);
    for (const [name, { reason }] of this.#health)
      if (reason !== undefined) throw new Error(`${name} was not deployed:\n${reason}`);
  }

  async #deploy(snowglobe: Snowglobe, folder: string, onChange?: HealthListener): Promise<SystemHealth> {
    const name = systemName(folder);
    const report = (health: SystemHealth) => {
      this.#health.set(name, health);
      onChange?.(name, health);
      return health;
    };
    try {
      return report(await deployFolder(snowglobe, folder, (status) => report({ status })));
    } catch (error) {
      return report({ status: 'failed', reason: (error as Error).message });
    }
  }
}

/** A system is called as its folder is; an assembly as the folder that holds it. */
function systemName(folder: string): string {
  const name = basename(folder);
  return name === 'cdk.out' ? basename(dirname(folder)) : name;
}
