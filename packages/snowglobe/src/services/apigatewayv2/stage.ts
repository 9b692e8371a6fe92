import type { AccessLogSettings, CreateStageRequest, RouteSettings, Stage } from '@aws-sdk/client-apigatewayv2';
import { parseArn } from '../../contract/arn.ts';
import { badRequest, notSupported } from './errors.ts';
import { deploymentOf, type Place } from './rows.ts';
import type { StageRow } from './tables.ts';
import { wholeSeconds } from './whole-seconds.ts';

/** The name, when a stage may have it. */
export function checkedStageName(stageName: string | undefined): string {
  if (stageName !== '$default' && !/^[A-Za-z0-9_-]{1,128}$/.test(stageName ?? '')) {
    throw badRequest('Stage name only allows a-zA-Z0-9-_');
  }
  return stageName ?? '';
}

export type StageInput = Omit<CreateStageRequest, 'ApiId' | 'StageName' | 'Tags'>;

/** A stage changed by what the input names. */
export function stageFrom(place: Place, apiId: string, input: StageInput, before: StageRow): StageRow {
  if (input.ClientCertificateId !== undefined) throw badRequest('ClientCertificateId is not supported for HTTP APIs');
  const settings = [input.DefaultRouteSettings, ...Object.values(input.RouteSettings ?? {})];
  for (const each of settings) refuseWebSocketSettings(each);
  const { DeploymentId: deploymentId } = input;
  if (deploymentId !== undefined) deploymentOf(place, apiId, deploymentId);
  const accessLog = input.AccessLogSettings ? checkedAccessLog(input.AccessLogSettings) : before.accessLog;
  const description = input.Description ?? before.description;
  return {
    ...before,
    updatedAt: place.globe.clock.now(),
    autoDeploy: input.AutoDeploy ?? before.autoDeploy,
    variables: withVariables(before.variables, input.StageVariables),
    defaultRouteSettings: { ...before.defaultRouteSettings, ...input.DefaultRouteSettings },
    routeSettings: { ...before.routeSettings, ...input.RouteSettings },
    ...(deploymentId !== undefined && { deploymentId }),
    ...(description !== undefined && { description }),
    ...(accessLog && { accessLog }),
  };
}

/** A stage may begin with both; later its deployments are its own affair. */
export function refuseDeploymentWhileAutomatic(input: StageInput, before: StageRow): void {
  if (input.DeploymentId !== undefined && (input.AutoDeploy ?? before.autoDeploy)) {
    throw badRequest('Cannot update DeploymentId when AutoDeploy is enabled');
  }
}

/** An empty value takes a variable away. */
function withVariables(before: StageRow['variables'], changes: Readonly<Record<string, string>> | undefined) {
  const merged = Object.entries({ ...before, ...changes });
  return Object.fromEntries(merged.filter(([, value]) => value !== ''));
}

function refuseWebSocketSettings(settings: RouteSettings | undefined): void {
  if (settings?.DataTraceEnabled || (settings?.LoggingLevel ?? 'OFF') !== 'OFF') {
    throw badRequest('Execution logs are not supported on protocolType HTTP');
  }
}

function checkedAccessLog({ DestinationArn = '', Format = '' }: AccessLogSettings): NonNullable<StageRow['accessLog']> {
  const arn = parseArn(DestinationArn);
  if (arn?.service === 'firehose') throw notSupported('access logs to Firehose');
  if (arn?.service !== 'logs' || !arn.resource.startsWith('log-group:')) {
    throw badRequest('Invalid ARN specified in the request. ARN must be of a CloudWatch Logs log group.');
  }
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(Format)) {
    throw badRequest('Access Log format must contain at least $context.requestId or $context.extendedRequestId');
  }
  return { destinationArn: DestinationArn, format: Format };
}

/** As the API shows it. */
export function describeStage(stage: StageRow): Stage & { readonly StageName: string } {
  const { deploymentId, description, accessLog } = stage;
  return {
    StageName: stage.stageName,
    AutoDeploy: stage.autoDeploy,
    CreatedDate: wholeSeconds(stage.createdAt),
    LastUpdatedDate: wholeSeconds(stage.updatedAt),
    DefaultRouteSettings: { DetailedMetricsEnabled: false, ...stage.defaultRouteSettings },
    RouteSettings: { ...stage.routeSettings },
    StageVariables: { ...stage.variables },
    Tags: { ...stage.tags },
    ...(deploymentId !== undefined && { DeploymentId: deploymentId }),
    ...(description !== undefined && { Description: description }),
    ...(accessLog && { AccessLogSettings: { DestinationArn: accessLog.destinationArn, Format: accessLog.format } }),
    ...(stage.autoDeploy &&
      deploymentId !== undefined && {
        LastDeploymentStatusMessage: `Successfully deployed stage with deployment ID '${deploymentId}'`,
      }),
  };
}
