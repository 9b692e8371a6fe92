import { resolve } from 'node:path';
import type { SystemHealth } from '../inspection/create-inspection.ts';
import { print, printProblem } from './terminal.ts';

/** Asks a running globe to deploy a folder of this machine, and prints what came of it. */
export async function deploy(folder: string, options: { readonly endpoint: string }): Promise<void> {
  const answer = await ask(options.endpoint, resolve(folder));
  if (typeof answer === 'string' || answer.status === 'failed') {
    printProblem(typeof answer === 'string' ? answer : (answer.reason ?? 'the deployment failed'));
    process.exitCode = 1;
    return;
  }
  for (const stack of answer.stacks ?? []) {
    print(`${stack.name} (${stack.region})`);
    for (const [output, value] of Object.entries(stack.outputs)) print(`  ${output}  ${value}`);
  }
}

/** The health of what was deployed, or why the globe could not be asked. */
async function ask(endpoint: string, folder: string): Promise<SystemHealth | string> {
  try {
    const response = await fetch(`${endpoint}/_snowglobe/deploy`, { method: 'POST', body: JSON.stringify({ folder }) });
    const body = (await response.json()) as SystemHealth & { readonly message?: string };
    return response.ok ? body : (body.message ?? `the globe answered ${response.status}`);
  } catch {
    return `no globe answers at ${endpoint}: start one with \`snowglobe start\`, or name it with --endpoint`;
  }
}
