import { setTimeout as pause } from 'node:timers/promises';
import type { ServerProcess } from './server-process.ts';

interface Health {
  readonly systems: Readonly<Record<string, { readonly outputs: Readonly<Record<string, string>> }>>;
}

/** The outputs of a system, once everything runs. */
export async function outputsOf(server: ServerProcess, system: string): Promise<Readonly<Record<string, string>>> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${server.port}/_snowglobe/health`);
    const body = (await response.json()) as Health;
    const outputs = body.systems[system]?.outputs;
    if (response.status === 200 && outputs !== undefined) return outputs;
    await pause(50);
  }
}
