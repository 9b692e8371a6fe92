import type { CreateFunctionRequest } from '@aws-sdk/client-lambda';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { homeOf } from '../../execution/runtimes.ts';
import { invalidParameter, roleNotAssumable, unsupported } from './errors.ts';
import { requireLayerVersion } from './layer.ts';
import { limits } from './limits.ts';
import type { LoggingSettings, VersionRow } from './tables.ts';

/** What CreateFunction and UpdateFunctionConfiguration say of a function. */
export type SettingsInput = {
  readonly [Name in keyof CreateFunctionRequest]?: CreateFunctionRequest[Name] | undefined;
};

/** The part of a version that is its configuration. */
export type Settings = Omit<
  VersionRow,
  'functionName' | 'version' | 'code' | 'codeSha256' | 'codeBytes' | 'revisionId' | 'lastModifiedAt'
>;

export interface SettingsContext {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly functionName: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime, reserved ones */
const reservedVariables = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);

/** Applies what the caller gave to the settings so far (defaults for a new function). Throws for what AWS or Snowglobe refuses. */
export function settingsFrom(input: SettingsInput, previous: Settings | undefined, context: SettingsContext): Settings {
  refuseUnsupported(input);
  if (!previous && (!input.Runtime || !input.Handler)) {
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  }
  const base = previous ?? defaults(context.functionName);
  return {
    description: input.Description ?? base.description,
    runtime: input.Runtime === undefined ? base.runtime : supportedRuntime(input.Runtime),
    handler: input.Handler ?? base.handler,
    role: input.Role === undefined ? base.role : assumableRole(input.Role, context),
    timeoutSeconds: input.Timeout ?? base.timeoutSeconds,
    memoryMb: input.MemorySize ?? base.memoryMb,
    environment: input.Environment === undefined ? base.environment : environment(input.Environment.Variables),
    layers: input.Layers === undefined ? base.layers : layersOf(input.Layers, context),
    logging: input.LoggingConfig === undefined ? base.logging : logging(input.LoggingConfig, base.logging),
    tracingMode: input.TracingConfig?.Mode ?? base.tracingMode,
    deadLetterArn:
      input.DeadLetterConfig === undefined ? base.deadLetterArn : deadLetter(input.DeadLetterConfig.TargetArn),
    architectures: input.Architectures ?? base.architectures,
    ephemeralStorageMb: input.EphemeralStorage?.Size ?? base.ephemeralStorageMb,
    kmsKeyArn: input.KMSKeyArn === undefined ? base.kmsKeyArn : input.KMSKeyArn || undefined,
  };
}

function defaults(functionName: string): Settings {
  return {
    description: '',
    runtime: '',
    handler: '',
    role: '',
    timeoutSeconds: limits.defaultTimeoutSeconds,
    memoryMb: limits.defaultMemoryMb,
    environment: undefined,
    layers: [],
    logging: { format: 'Text', group: `/aws/lambda/${functionName}`, applicationLevel: 'INFO', systemLevel: 'INFO' },
    tracingMode: 'PassThrough',
    deadLetterArn: undefined,
    architectures: ['x86_64'],
    ephemeralStorageMb: limits.defaultEphemeralStorageMb,
    kmsKeyArn: undefined,
  };
}

/** Parameters by name, with what of them would have an effect. */
function refuseUnsupported(input: SettingsInput): void {
  const asked: Record<string, boolean> = {
    'PackageType Image': input.PackageType === 'Image',
    ImageConfig: input.ImageConfig !== undefined,
    VpcConfig: (input.VpcConfig?.SubnetIds?.length ?? 0) > 0,
    FileSystemConfigs: (input.FileSystemConfigs?.length ?? 0) > 0,
    CodeSigningConfigArn: input.CodeSigningConfigArn !== undefined,
    SnapStart: input.SnapStart?.ApplyOn === 'PublishedVersions',
    TenancyConfig: input.TenancyConfig !== undefined,
    CapacityProviderConfig: input.CapacityProviderConfig !== undefined,
    DurableConfig: input.DurableConfig !== undefined,
    PublishTo: input.PublishTo !== undefined,
  };
  const refused = Object.keys(asked).find((name) => asked[name]);
  if (refused) throw unsupported(refused);
}

function supportedRuntime(runtime: string): string {
  const home = homeOf(runtime);
  if (home.kind === 'missing') throw unsupported(`the runtime ${runtime} (${home.reason})`);
  return runtime;
}

function assumableRole(roleArn: string, { globe, functionName }: SettingsContext): string {
  try {
    globe.assumeRole(roleArn, 'lambda.amazonaws.com', functionName);
    return roleArn;
  } catch {
    throw roleNotAssumable();
  }
}

function environment(
  variables: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> | undefined {
  const names = Object.keys(variables ?? {});
  if (!variables || names.length === 0) return undefined;
  const reserved = names.filter((name) => reservedVariables.has(name));
  if (reserved.length > 0) {
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > limits.environmentBytes) {
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${text}`,
    );
  }
  return variables;
}

function layersOf(arns: readonly string[], { globe }: SettingsContext): VersionRow['layers'] {
  if (arns.length > limits.layers) throw invalidParameter(`Cannot reference more than ${limits.layers} layers.`);
  return arns.map((layerArn) => {
    const { arn, code, codeSha256, codeBytes } = requireLayerVersion(globe, layerArn, layerMissing);
    return { arn, code, codeSha256, codeBytes };
  });
}

const layerMissing = (arn: string) => invalidParameter(`Layer version ${arn} does not exist.`);

function logging(input: NonNullable<SettingsInput['LoggingConfig']>, base: LoggingSettings): LoggingSettings {
  const format = input.LogFormat ?? base.format;
  if (format === 'Text' && (input.ApplicationLogLevel || input.SystemLogLevel)) {
    throw invalidParameter('Log level is not supported for Text log format.');
  }
  return {
    format,
    group: input.LogGroup ?? base.group,
    applicationLevel: input.ApplicationLogLevel ?? base.applicationLevel,
    systemLevel: input.SystemLogLevel ?? base.systemLevel,
  };
}

function deadLetter(targetArn: string | undefined): string | undefined {
  if (!targetArn) return undefined;
  if (/^arn:aws[\w-]*:(sqs|sns):/.test(targetArn)) return targetArn;
  throw invalidParameter(`The provided target is invalid: ${targetArn}. Only SQS queues and SNS topics are supported.`);
}
