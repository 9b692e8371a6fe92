import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packageFolder } from './package-folder.ts';

/** Where the code of a runtime runs: in a thread of this Node.js, or in a process that speaks Lambda's runtime API. */
export type RuntimeHome =
  | { readonly kind: 'thread' }
  /** `command` stands alone when the deployment package brings its own executable. */
  | { readonly kind: 'process'; readonly command: readonly string[] }
  | { readonly kind: 'missing'; readonly reason: string };

const nodeRuntimes = ['nodejs14.x', 'nodejs16.x', 'nodejs18.x', 'nodejs20.x', 'nodejs22.x', 'nodejs24.x'];
const pythonRuntimes = [8, 9, 10, 11, 12, 13, 14].map((minor) => `python3.${minor}`);
const customRuntimes = ['provided', 'provided.al2', 'provided.al2023'];

/** Every runtime that can be asked for; whether Python is there is the machine's matter. */
export const knownRuntimes: readonly string[] = [...nodeRuntimes, ...pythonRuntimes, ...customRuntimes];

/** The file's name with which a custom runtime begins, in the deployment package or a layer. */
export const customRuntimeFile = 'bootstrap';

export function homeOf(runtime: string): RuntimeHome {
  if (nodeRuntimes.includes(runtime)) return { kind: 'thread' };
  if (pythonRuntimes.includes(runtime)) return python(runtime);
  if (customRuntimes.includes(runtime)) return { kind: 'process', command: [] };
  return { kind: 'missing', reason: `it runs ${knownRuntimes.join(', ')}` };
}

/** An interpreter on this machine. */
interface Python {
  readonly executable: string;
  /** True when it can import boto3, as Lambda's interpreters can. */
  readonly hasBoto3: boolean;
}

const pythons = new Map<string, Python | undefined>();

/**
 * The interpreter for a runtime: the first on the PATH that has boto3, or else the first that runs.
 * Differs from AWS: without one of the very version any `python3` serves; boto3 is that interpreter's own.
 */
export function installedPython(runtime: string): Python | undefined {
  if (!pythons.has(runtime)) {
    const found = [runtime, 'python3'].flatMap(onPath).map(askPython);
    pythons.set(runtime, found.find((python) => python?.hasBoto3) ?? found.find((python) => python));
  }
  return pythons.get(runtime);
}

function python(runtime: string): RuntimeHome {
  const found = installedPython(runtime);
  if (found === undefined) return { kind: 'missing', reason: 'there is no python3 on the PATH' };
  return { kind: 'process', command: [found.executable, '-u', pythonRuntimeFile()] };
}

const question =
  'import importlib.util, json, sys; print(json.dumps([sys.executable, importlib.util.find_spec("boto3") is not None]))';

/** Asks the interpreter itself: a version manager may have a file in place of an interpreter that is not there. */
function askPython(path: string): Python | undefined {
  const { status, stdout } = spawnSync(path, ['-c', question], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const [executable, hasBoto3] = JSON.parse(stdout) as [string, boolean];
  return { executable, hasBoto3 };
}

function onPath(name: string): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).filter(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A release has the file in `dist`; in the sources it lies beside this file. */
function pythonRuntimeFile(): string {
  const source = join(packageFolder, 'src', 'execution', 'processes', 'python_runtime.py');
  try {
    accessSync(source, constants.R_OK);
    return source;
  } catch {
    return join(packageFolder, 'dist', 'python_runtime.py');
  }
}
