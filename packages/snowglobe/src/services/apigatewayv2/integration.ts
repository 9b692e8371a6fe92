import type { CreateIntegrationRequest, Integration } from '@aws-sdk/client-apigatewayv2';
import { badRequest, notSupported } from './errors.ts';
import { limits } from './limits.ts';
import { checkParameters } from './parameter-rules.ts';
import { checkServiceIntegration } from './service-action.ts';
import type { IntegrationRow } from './tables.ts';

export type IntegrationInput = Omit<CreateIntegrationRequest, 'ApiId' | 'IntegrationType'> &
  Partial<Pick<CreateIntegrationRequest, 'IntegrationType'>>;

/** A new integration, or one changed by what the input names. */
export function integrationFrom(
  integrationId: string,
  input: IntegrationInput,
  before?: IntegrationRow,
): IntegrationRow {
  refuseIntegrationGaps(input);
  const type = checkedType(input.IntegrationType ?? before?.type);
  const subtype = input.IntegrationSubtype ?? before?.subtype;
  const uri = subtype === undefined ? (input.IntegrationUri ?? before?.uri) : '';
  if (uri === undefined) throw badRequest('IntegrationUri is required');
  const method = input.IntegrationMethod ?? before?.method;
  const description = input.Description ?? before?.description;
  const credentialsArn = input.CredentialsArn ?? before?.credentialsArn;
  const requestParameters = input.RequestParameters ?? before?.requestParameters;
  const responseParameters = input.ResponseParameters ?? before?.responseParameters;
  if (subtype !== undefined) {
    const whole = { IntegrationType: type, CredentialsArn: credentialsArn, RequestParameters: requestParameters };
    checkServiceIntegration(subtype, whole);
  }
  checkParameters(subtype === undefined ? requestParameters : undefined, responseParameters);
  return {
    integrationId,
    type,
    uri,
    ...(subtype !== undefined && { subtype }),
    payloadFormatVersion: checkedVersion(
      type,
      input.PayloadFormatVersion ?? before?.payloadFormatVersion ?? (subtype === undefined ? undefined : '1.0'),
    ),
    timeoutMs: checkedTimeout(input.TimeoutInMillis ?? before?.timeoutMs),
    ...(method !== undefined && { method }),
    ...(description !== undefined && { description }),
    ...(credentialsArn !== undefined && { credentialsArn }),
    ...(requestParameters && { requestParameters }),
    ...(responseParameters && { responseParameters }),
  };
}

function refuseIntegrationGaps(input: IntegrationInput): void {
  if (input.ConnectionType === 'VPC_LINK' || input.ConnectionId !== undefined) throw notSupported('VPC links');
  if (input.TlsConfig !== undefined) throw notSupported('TlsConfig');
  if (input.RequestTemplates !== undefined) throw badRequest('RequestTemplates are not supported for HTTP APIs');
}

function checkedType(type: string | undefined): IntegrationRow['type'] {
  if (type === 'AWS_PROXY' || type === 'HTTP_PROXY') return type;
  throw badRequest(`Integration type ${type} is not supported for HTTP APIs`);
}

function checkedVersion(type: IntegrationRow['type'], version: string | undefined): '1.0' | '2.0' {
  if (version === undefined && type === 'AWS_PROXY') {
    throw badRequest('PayloadFormatVersion is a required parameter for integration');
  }
  if (version === '2.0' && type === 'AWS_PROXY') return version;
  if (version === '1.0' || version === undefined) return '1.0';
  throw badRequest(`Invalid PayloadFormatVersion ${version} for integration type ${type}`);
}

function checkedTimeout(timeoutMs: number = limits.timeoutMs): number {
  if (timeoutMs < limits.minimumTimeoutMs || timeoutMs > limits.timeoutMs) {
    throw badRequest(`Timeout should be between ${limits.minimumTimeoutMs} ms and ${limits.timeoutMs} ms`);
  }
  return timeoutMs;
}

/** As the API shows it. */
export function describeIntegration(integration: IntegrationRow): Integration {
  const { subtype, method, description, credentialsArn, requestParameters, responseParameters } = integration;
  return {
    IntegrationId: integration.integrationId,
    IntegrationType: integration.type,
    ...(subtype === undefined ? { IntegrationUri: integration.uri } : { IntegrationSubtype: subtype }),
    PayloadFormatVersion: integration.payloadFormatVersion,
    TimeoutInMillis: integration.timeoutMs,
    ConnectionType: 'INTERNET',
    ...(method !== undefined && { IntegrationMethod: method }),
    ...(description !== undefined && { Description: description }),
    ...(credentialsArn !== undefined && { CredentialsArn: credentialsArn }),
    ...(requestParameters && { RequestParameters: { ...requestParameters } }),
    ...(responseParameters && { ResponseParameters: mutable(responseParameters) }),
  };
}

function mutable(parameters: NonNullable<IntegrationRow['responseParameters']>) {
  return Object.fromEntries(Object.entries(parameters).map(([status, map]) => [status, { ...map }]));
}
