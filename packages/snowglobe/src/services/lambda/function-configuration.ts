import type { FunctionConfiguration, State } from '@aws-sdk/client-lambda';
import type { Scope } from '../../contract/scope.ts';
import { latest } from './function.ts';
import { functionArn } from './function-name.ts';
import type { VersionRow } from './tables.ts';

/** `2026-01-31T12:00:00.000+0000`, as Lambda writes instants. */
export function lambdaInstant(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

/** What the API tells of a version. `qualified`: the ARN carries the version. */
export function functionConfiguration(
  row: VersionRow,
  scope: Scope,
  options: { readonly qualified?: boolean; readonly state?: State } = {},
): FunctionConfiguration {
  const qualified = options.qualified ?? row.version !== latest;
  const pending = options.state === 'Pending';
  return {
    FunctionName: row.functionName,
    FunctionArn: functionArn({ scope, name: row.functionName, qualifier: qualified ? row.version : undefined }),
    Runtime: row.runtime as NonNullable<FunctionConfiguration['Runtime']>,
    Role: row.role,
    Handler: row.handler,
    CodeSize: row.codeBytes,
    Description: row.description,
    Timeout: row.timeoutSeconds,
    MemorySize: row.memoryMb,
    LastModified: lambdaInstant(row.lastModifiedAt),
    CodeSha256: row.codeSha256,
    Version: row.version,
    ...(row.environment && { Environment: { Variables: { ...row.environment } } }),
    ...(row.deadLetterArn && { DeadLetterConfig: { TargetArn: row.deadLetterArn } }),
    ...(row.kmsKeyArn && { KMSKeyArn: row.kmsKeyArn }),
    TracingConfig: { Mode: row.tracingMode },
    RevisionId: row.revisionId,
    ...(row.layers.length > 0 && {
      Layers: row.layers.map((layer) => ({ Arn: layer.arn, CodeSize: layer.codeBytes })),
    }),
    State: options.state ?? 'Active',
    ...(pending && { StateReason: 'The function is being created.', StateReasonCode: 'Creating' as const }),
    ...(!pending && { LastUpdateStatus: 'Successful' as const }),
    PackageType: 'Zip',
    Architectures: [...row.architectures] as NonNullable<FunctionConfiguration['Architectures']>,
    EphemeralStorage: { Size: row.ephemeralStorageMb },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    RuntimeVersionConfig: { RuntimeVersionArn: `arn:aws:lambda:${scope.region}::runtime:snowglobe` },
    LoggingConfig: loggingConfig(row),
  };
}

function loggingConfig({ logging }: VersionRow): NonNullable<FunctionConfiguration['LoggingConfig']> {
  if (logging.format === 'Text') return { LogFormat: 'Text', LogGroup: logging.group };
  return {
    LogFormat: 'JSON',
    LogGroup: logging.group,
    ApplicationLogLevel: logging.applicationLevel as 'INFO',
    SystemLogLevel: logging.systemLevel as 'INFO',
  };
}
