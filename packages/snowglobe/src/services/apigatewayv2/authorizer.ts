import type { Authorizer, CreateAuthorizerRequest } from '@aws-sdk/client-apigatewayv2';
import { badRequest } from './errors.ts';
import { limits } from './limits.ts';
import type { AuthorizerRow } from './tables.ts';

export type AuthorizerInput = Partial<Omit<CreateAuthorizerRequest, 'ApiId'>>;

/** A new authorizer, or one changed by what the input names. */
export function authorizerFrom(authorizerId: string, input: AuthorizerInput, before?: AuthorizerRow): AuthorizerRow {
  const type = input.AuthorizerType ?? before?.type;
  const name = input.Name ?? before?.name ?? '';
  if (type !== 'JWT' && type !== 'REQUEST') throw badRequest('Authorizer type should be one of JWT, REQUEST');
  if (input.IdentityValidationExpression) {
    throw badRequest('IdentityValidationExpression is not supported for HTTP APIs');
  }
  const identitySource = checkedSources(type, input.IdentitySource ?? before?.identitySource ?? []);
  const base = { authorizerId, name, type, identitySource };
  return type === 'JWT'
    ? { ...base, ...jwtParts(input, before) }
    : { ...base, ...functionParts(input, identitySource, before) };
}

const sourceForm = /^\$(request\.(header|querystring)\.\S+|context\.\S+|stageVariables\.\S+)$/;

function checkedSources(type: AuthorizerRow['type'], sources: readonly string[]): readonly string[] {
  const bad = sources.find((source) => !sourceForm.test(source));
  if (bad !== undefined) throw badRequest(`Invalid mapping expression specified: ${bad}`);
  if (type === 'JWT' && sources.length !== 1) throw badRequest('A JWT authorizer has one identity source');
  return [...sources];
}

function jwtParts({ JwtConfiguration: given }: AuthorizerInput, before?: AuthorizerRow) {
  const issuer = given?.Issuer ?? before?.jwt?.issuer ?? '';
  const audience = given?.Audience ?? before?.jwt?.audience ?? [];
  if (!/^https?:\/\/\S+$/.test(issuer)) throw badRequest('Invalid issuer: must be a URL');
  return { ttlSeconds: 0, jwt: { issuer, audience: [...audience] } };
}

const functionUri = /^arn:[^:]+:apigateway:[^:]*:lambda:path\/2015-03-31\/functions\/.+\/invocations$/;

function functionParts(input: AuthorizerInput, sources: readonly string[], before?: AuthorizerRow) {
  const uri = input.AuthorizerUri ?? before?.uri ?? '';
  const version = input.AuthorizerPayloadFormatVersion ?? before?.payloadFormatVersion;
  const ttlSeconds = input.AuthorizerResultTtlInSeconds ?? before?.ttlSeconds ?? 0;
  const credentialsArn = input.AuthorizerCredentialsArn ?? before?.credentialsArn;
  const simpleResponses = input.EnableSimpleResponses ?? before?.simpleResponses ?? false;
  if (!functionUri.test(uri)) throw badRequest('Invalid Authorizer URI: it must be of a Lambda function');
  if (version !== '1.0' && version !== '2.0') {
    throw badRequest('AuthorizerPayloadFormatVersion is a required parameter for Lambda authorizers');
  }
  if (simpleResponses && version === '1.0') throw badRequest('EnableSimpleResponses needs the payload format 2.0');
  if (ttlSeconds < 0 || ttlSeconds > limits.maximumAuthorizerTtlSeconds) {
    throw badRequest('Authorizer result ttl must be between 0 and 3600 seconds');
  }
  if (ttlSeconds > 0 && sources.length === 0) throw badRequest('Caching needs an identity source');
  return {
    uri,
    ttlSeconds,
    simpleResponses,
    payloadFormatVersion: version as '1.0' | '2.0',
    ...(credentialsArn !== undefined && { credentialsArn }),
  };
}

/** As the API shows it. */
export function describeAuthorizer(authorizer: AuthorizerRow): Authorizer & { readonly Name: string } {
  const { jwt, uri, credentialsArn, payloadFormatVersion, simpleResponses, ttlSeconds } = authorizer;
  return {
    AuthorizerId: authorizer.authorizerId,
    Name: authorizer.name,
    AuthorizerType: authorizer.type,
    IdentitySource: [...authorizer.identitySource],
    ...(jwt && { JwtConfiguration: { Issuer: jwt.issuer, Audience: [...jwt.audience] } }),
    ...(uri !== undefined && { AuthorizerUri: uri, AuthorizerResultTtlInSeconds: ttlSeconds }),
    ...(credentialsArn !== undefined && { AuthorizerCredentialsArn: credentialsArn }),
    ...(payloadFormatVersion !== undefined && { AuthorizerPayloadFormatVersion: payloadFormatVersion }),
    ...(simpleResponses !== undefined && { EnableSimpleResponses: simpleResponses }),
  };
}
