import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { digestInputs } from './app-inputs.ts';

export interface SynthesisOptions {
  /** For stacks that ask CDK for the default account. Default 000000000000. */
  readonly account?: string;
  /** Default us-east-1. */
  readonly region?: string;
}

export interface Synthesis {
  readonly assemblyFolder: string;
  /** False when the assembly of before was still good. */
  readonly ran: boolean;
}

const digestFile = '.snowglobe-inputs';

/**
 * Runs a CDK app and leaves its assembly in the app's output folder. Nothing is run when neither the app's files nor
 * the lock file changed since the last time. Throws with the app's own output when it fails.
 */
export async function synthesize(folder: string, options: SynthesisOptions = {}): Promise<Synthesis> {
  const appFolder = resolve(folder);
  const configuration = await readConfiguration(appFolder);
  const command = configuration.app;
  if (typeof command !== 'string') throw new Error(`${join(appFolder, 'cdk.json')} names no "app" command`);
  const output = typeof configuration.output === 'string' ? configuration.output : 'cdk.out';
  const assemblyFolder = resolve(appFolder, output);
  const account = options.account ?? '000000000000';
  const region = options.region ?? 'us-east-1';
  const digest = await digestInputs(appFolder, [account, region, process.version]);
  const digestPath = join(assemblyFolder, digestFile);
  if ((await readText(digestPath)) === digest) return { assemblyFolder, ran: false };
  await rm(digestPath, { force: true });
  const context = await readContext(appFolder, configuration);
  await runApp(command, appFolder, {
    CDK_OUTDIR: assemblyFolder,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    CDK_DEFAULT_ACCOUNT: account,
    CDK_DEFAULT_REGION: region,
    // CDK's own template linter takes several seconds; the engine checks the templates itself.
    CDK_VALIDATION: 'false',
  });
  await refuseMissingContext(assemblyFolder);
  await writeFile(digestPath, digest);
  return { assemblyFolder, ran: true };
}

async function readConfiguration(appFolder: string): Promise<JsonObject> {
  const path = join(appFolder, 'cdk.json');
  const text = await readText(path);
  if (text === undefined) throw new Error(`${appFolder} is no CDK app: it has no cdk.json`);
  return parseObject(path, text);
}

async function readContext(appFolder: string, configuration: JsonObject): Promise<JsonObject> {
  const path = join(appFolder, 'cdk.context.json');
  const text = await readText(path);
  const remembered = text === undefined ? {} : parseObject(path, text);
  const own = isJsonObject(configuration.context) ? configuration.context : {};
  return { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true, ...remembered, ...own };
}

function parseObject(path: string, text: string): JsonObject {
  const value = JSON.parse(text) as Json;
  if (!isJsonObject(value)) throw new Error(`${path} must hold a JSON object`);
  return value;
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** Runs the app's command as CDK's own tool does, the commands of its packages in reach. */
async function runApp(command: string, appFolder: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const path = [...commandFolders(appFolder), process.env.PATH ?? ''].join(delimiter);
  const child = spawn(command, { cwd: appFolder, shell: true, env: { ...process.env, ...variables, PATH: path } });
  const told: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => told.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => told.push(chunk));
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  if (code === 0) return;
  throw new Error(
    `The CDK app in ${appFolder} failed (${command}, exit code ${code}):\n${Buffer.concat(told).toString('utf8').trim()}`,
  );
}

/** `node_modules/.bin` of the folder and of those above it. */
function commandFolders(folder: string): readonly string[] {
  const own = join(folder, 'node_modules', '.bin');
  return dirname(folder) === folder ? [own] : [own, ...commandFolders(dirname(folder))];
}

async function refuseMissingContext(assemblyFolder: string): Promise<void> {
  const text = await readText(join(assemblyFolder, 'manifest.json'));
  if (text === undefined) throw new Error(`The CDK app wrote no assembly to ${assemblyFolder}`);
  const { missing = [] } = JSON.parse(text) as {
    readonly missing?: readonly { readonly key: string; readonly provider: string }[];
  };
  if (missing.length === 0) return;
  const keys = missing.map(({ key, provider }) => `- ${key} (${provider})`).join('\n');
  throw new Error(`The app looks up context that is neither in cdk.json nor in cdk.context.json:\n${keys}`);
}
