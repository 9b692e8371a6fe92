import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { EnvironmentCredentials, FunctionSpec } from './function-spec.ts';

/** The number in `nodejs22.x`. */
export function runtimeMajor(runtime: string): number {
  return Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1] ?? 0);
}

/** Where `require` finds the packages of layers, in order. */
export function layerModulePaths(spec: Pick<FunctionSpec, 'layerFolders' | 'runtime'>): readonly string[] {
  const places = ['nodejs/node_modules', `nodejs/node${runtimeMajor(spec.runtime)}/node_modules`];
  // Layers are laid over one another in /opt, so the last one that has a package wins.
  return [...spec.layerFolders]
    .reverse()
    .flatMap((folder) => places.map((place) => join(folder, place)))
    .filter((folder) => existsSync(folder));
}

/** Where Python finds the packages of layers, in order. */
function pythonPaths(spec: FunctionSpec): readonly string[] {
  const places = ['python', `python/lib/${spec.runtime}/site-packages`];
  return [...spec.layerFolders].reverse().flatMap((folder) => places.map((place) => join(folder, place)));
}

/** `process.env` of a function: what Lambda defines, and the function's own variables. */
export function environmentVariables(
  spec: FunctionSpec,
  credentials: EnvironmentCredentials,
  logStreamName: string,
): Readonly<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    NODE_PATH: layerModulePaths(spec).join(delimiter),
    PYTHONPATH: pythonPaths(spec).join(delimiter),
    ...spec.environment,
    _HANDLER: spec.handler,
    AWS_REGION: spec.region,
    AWS_DEFAULT_REGION: spec.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: spec.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_LAMBDA_LOG_FORMAT: spec.logFormat,
    ...(spec.logFormat === 'JSON' ? { AWS_LAMBDA_LOG_LEVEL: spec.applicationLogLevel } : {}),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    LAMBDA_TASK_ROOT: spec.codeFolder,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    // Not set on AWS: leads the SDKs to the globe, and keeps them from looking for an EC2 instance.
    AWS_ENDPOINT_URL: spec.endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    // The SDK's word on the Node.js that runs Snowglobe is not for the function's log.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
