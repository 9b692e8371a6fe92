import { formatArn } from '../../contract/arn.ts';
import type { AccessRule } from '../../contract/operation.ts';
import type { operations } from './operations.ts';

/** Method and path of each operation, which its permission is made of. AWS: Service Authorization Reference, "Amazon API Gateway Management V2". */
const requests: Readonly<Record<keyof typeof operations, readonly [string, string]>> = {
  CreateApi: ['POST', '/apis'],
  CreateApiMapping: ['POST', '/domainnames/{DomainName}/apimappings'],
  CreateAuthorizer: ['POST', '/apis/{ApiId}/authorizers'],
  CreateDeployment: ['POST', '/apis/{ApiId}/deployments'],
  CreateDomainName: ['POST', '/domainnames'],
  CreateIntegration: ['POST', '/apis/{ApiId}/integrations'],
  CreateRoute: ['POST', '/apis/{ApiId}/routes'],
  CreateStage: ['POST', '/apis/{ApiId}/stages'],
  DeleteAccessLogSettings: ['DELETE', '/apis/{ApiId}/stages/{StageName}/accesslogsettings'],
  DeleteApi: ['DELETE', '/apis/{ApiId}'],
  DeleteApiMapping: ['DELETE', '/domainnames/{DomainName}/apimappings/{ApiMappingId}'],
  DeleteAuthorizer: ['DELETE', '/apis/{ApiId}/authorizers/{AuthorizerId}'],
  DeleteCorsConfiguration: ['DELETE', '/apis/{ApiId}/cors'],
  DeleteDeployment: ['DELETE', '/apis/{ApiId}/deployments/{DeploymentId}'],
  DeleteDomainName: ['DELETE', '/domainnames/{DomainName}'],
  DeleteIntegration: ['DELETE', '/apis/{ApiId}/integrations/{IntegrationId}'],
  DeleteRoute: ['DELETE', '/apis/{ApiId}/routes/{RouteId}'],
  DeleteRouteSettings: ['DELETE', '/apis/{ApiId}/stages/{StageName}/routesettings/{RouteKey}'],
  DeleteStage: ['DELETE', '/apis/{ApiId}/stages/{StageName}'],
  GetApi: ['GET', '/apis/{ApiId}'],
  GetApiMapping: ['GET', '/domainnames/{DomainName}/apimappings/{ApiMappingId}'],
  GetApiMappings: ['GET', '/domainnames/{DomainName}/apimappings'],
  GetApis: ['GET', '/apis'],
  GetAuthorizer: ['GET', '/apis/{ApiId}/authorizers/{AuthorizerId}'],
  GetAuthorizers: ['GET', '/apis/{ApiId}/authorizers'],
  GetDeployment: ['GET', '/apis/{ApiId}/deployments/{DeploymentId}'],
  GetDeployments: ['GET', '/apis/{ApiId}/deployments'],
  GetDomainName: ['GET', '/domainnames/{DomainName}'],
  GetDomainNames: ['GET', '/domainnames'],
  GetIntegration: ['GET', '/apis/{ApiId}/integrations/{IntegrationId}'],
  GetIntegrations: ['GET', '/apis/{ApiId}/integrations'],
  GetRoute: ['GET', '/apis/{ApiId}/routes/{RouteId}'],
  GetRoutes: ['GET', '/apis/{ApiId}/routes'],
  GetStage: ['GET', '/apis/{ApiId}/stages/{StageName}'],
  GetStages: ['GET', '/apis/{ApiId}/stages'],
  GetTags: ['GET', '/tags/{ResourceArn}'],
  ResetAuthorizersCache: ['DELETE', '/apis/{ApiId}/stages/{StageName}/cache/authorizers'],
  TagResource: ['POST', '/tags/{ResourceArn}'],
  UntagResource: ['DELETE', '/tags/{ResourceArn}'],
  UpdateApi: ['PATCH', '/apis/{ApiId}'],
  UpdateApiMapping: ['PATCH', '/domainnames/{DomainName}/apimappings/{ApiMappingId}'],
  UpdateAuthorizer: ['PATCH', '/apis/{ApiId}/authorizers/{AuthorizerId}'],
  UpdateDeployment: ['PATCH', '/apis/{ApiId}/deployments/{DeploymentId}'],
  UpdateDomainName: ['PATCH', '/domainnames/{DomainName}'],
  UpdateIntegration: ['PATCH', '/apis/{ApiId}/integrations/{IntegrationId}'],
  UpdateRoute: ['PATCH', '/apis/{ApiId}/routes/{RouteId}'],
  UpdateStage: ['PATCH', '/apis/{ApiId}/stages/{StageName}'],
};

/** `apigateway:GET` on `arn:aws:apigateway:REGION::/apis/ID`. */
export const access: Readonly<Record<string, AccessRule>> = Object.fromEntries(
  Object.entries(requests).map(([operation, [method, path]]): [string, AccessRule] => [
    operation,
    (input, call) => {
      const filled = path.replace(/\{(\w+)\}/g, (_label, name: string) =>
        encodeURIComponent(String(input[name] ?? '')),
      );
      const resource = formatArn('apigateway', { ...call.scope, account: '' }, filled);
      return [{ action: `apigateway:${method}`, resource }];
    },
  ]),
);
