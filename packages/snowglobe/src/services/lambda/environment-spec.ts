import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { CodeFolders } from '../../execution/code-folders.ts';
import type { FunctionSpec } from '../../execution/function-spec.ts';
import type { LogLevel } from '../../execution/messages.ts';
import { codeAsZip } from './code.ts';
import { openEnvironment } from './environment-key.ts';
import { roleLost } from './errors.ts';
import { functionArn } from './function-name.ts';
import { credentialsSeconds } from './limits.ts';
import type { CodeSource, VersionRow } from './tables.ts';

interface Surroundings {
  readonly globe: Globe;
  readonly folders: CodeFolders;
}

/** What execution needs to run a version: its code unpacked, its layers beside it. */
export async function environmentSpec(around: Surroundings, row: VersionRow, scope: Scope): Promise<FunctionSpec> {
  const { globe } = around;
  await openEnvironment(globe, row, scope);
  return {
    revision: row.revisionId,
    functionArn: functionArn({ scope, name: row.functionName, qualifier: undefined }),
    functionName: row.functionName,
    version: row.version,
    region: scope.region,
    runtime: row.runtime,
    handler: row.handler,
    timeoutMs: row.timeoutSeconds * 1000,
    memoryMb: row.memoryMb,
    environment: row.environment ?? {},
    codeFolder: await folderOf(around, row.code, row.codeSha256),
    layerFolders: await Promise.all(row.layers.map((layer) => folderOf(around, layer.code, layer.codeSha256))),
    logGroupName: row.logging.group,
    logFormat: row.logging.format,
    applicationLogLevel: row.logging.applicationLevel as LogLevel,
    endpoint: globe.endpoint,
    issueCredentials: () => issueCredentials(globe, row),
  };
}

function issueCredentials(globe: Globe, row: VersionRow) {
  try {
    const principal = globe.assumeRole(row.role, 'lambda.amazonaws.com', row.functionName);
    return globe.issueCredentials(principal, credentialsSeconds);
  } catch {
    throw roleLost(row.role);
  }
}

async function folderOf({ globe, folders }: Surroundings, code: CodeSource, sha256: string): Promise<string> {
  if (code.kind === 'folder') return code.path;
  return folders.unpacked(sha256, () => codeAsZip(globe, code));
}
