import { formatArn } from '../../contract/arn.ts';
import type { AccessRule } from '../../contract/operation.ts';
import type { operations } from './operations.ts';
import { surroundingRequests } from './surrounding-access.ts';

/** Method and path of each operation, which its permission is made of. AWS: Service Authorization Reference, "Amazon API Gateway Management". */
const requests: Readonly<Record<keyof typeof operations, readonly [string, string]>> = {
  ...surroundingRequests,
  CreateApiKey: ['POST', '/apikeys'],
  CreateAuthorizer: ['POST', '/restapis/{restApiId}/authorizers'],
  CreateDeployment: ['POST', '/restapis/{restApiId}/deployments'],
  CreateModel: ['POST', '/restapis/{restApiId}/models'],
  CreateRequestValidator: ['POST', '/restapis/{restApiId}/requestvalidators'],
  CreateResource: ['POST', '/restapis/{restApiId}/resources/{parentId}'],
  CreateRestApi: ['POST', '/restapis'],
  CreateStage: ['POST', '/restapis/{restApiId}/stages'],
  CreateUsagePlan: ['POST', '/usageplans'],
  CreateUsagePlanKey: ['POST', '/usageplans/{usagePlanId}/keys'],
  DeleteApiKey: ['DELETE', '/apikeys/{apiKey}'],
  DeleteAuthorizer: ['DELETE', '/restapis/{restApiId}/authorizers/{authorizerId}'],
  DeleteDeployment: ['DELETE', '/restapis/{restApiId}/deployments/{deploymentId}'],
  DeleteGatewayResponse: ['DELETE', '/restapis/{restApiId}/gatewayresponses/{responseType}'],
  DeleteIntegration: ['DELETE', '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration'],
  DeleteIntegrationResponse: [
    'DELETE',
    '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode}',
  ],
  DeleteMethod: ['DELETE', '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}'],
  DeleteMethodResponse: [
    'DELETE',
    '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode}',
  ],
  DeleteModel: ['DELETE', '/restapis/{restApiId}/models/{modelName}'],
  DeleteRequestValidator: ['DELETE', '/restapis/{restApiId}/requestvalidators/{requestValidatorId}'],
  DeleteResource: ['DELETE', '/restapis/{restApiId}/resources/{resourceId}'],
  DeleteRestApi: ['DELETE', '/restapis/{restApiId}'],
  DeleteStage: ['DELETE', '/restapis/{restApiId}/stages/{stageName}'],
  DeleteUsagePlan: ['DELETE', '/usageplans/{usagePlanId}'],
  DeleteUsagePlanKey: ['DELETE', '/usageplans/{usagePlanId}/keys/{keyId}'],
  FlushStageAuthorizersCache: ['DELETE', '/restapis/{restApiId}/stages/{stageName}/cache/authorizers'],
  GetAccount: ['GET', '/account'],
  GetApiKey: ['GET', '/apikeys/{apiKey}'],
  GetApiKeys: ['GET', '/apikeys'],
  GetAuthorizer: ['GET', '/restapis/{restApiId}/authorizers/{authorizerId}'],
  GetAuthorizers: ['GET', '/restapis/{restApiId}/authorizers'],
  GetDeployment: ['GET', '/restapis/{restApiId}/deployments/{deploymentId}'],
  GetDeployments: ['GET', '/restapis/{restApiId}/deployments'],
  GetGatewayResponse: ['GET', '/restapis/{restApiId}/gatewayresponses/{responseType}'],
  GetGatewayResponses: ['GET', '/restapis/{restApiId}/gatewayresponses'],
  GetIntegration: ['GET', '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration'],
  GetIntegrationResponse: [
    'GET',
    '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode}',
  ],
  GetMethod: ['GET', '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}'],
  GetMethodResponse: [
    'GET',
    '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode}',
  ],
  GetModel: ['GET', '/restapis/{restApiId}/models/{modelName}'],
  GetModels: ['GET', '/restapis/{restApiId}/models'],
  GetRequestValidator: ['GET', '/restapis/{restApiId}/requestvalidators/{requestValidatorId}'],
  GetRequestValidators: ['GET', '/restapis/{restApiId}/requestvalidators'],
  GetResource: ['GET', '/restapis/{restApiId}/resources/{resourceId}'],
  GetResources: ['GET', '/restapis/{restApiId}/resources'],
  GetRestApi: ['GET', '/restapis/{restApiId}'],
  GetRestApis: ['GET', '/restapis'],
  GetStage: ['GET', '/restapis/{restApiId}/stages/{stageName}'],
  GetStages: ['GET', '/restapis/{restApiId}/stages'],
  GetTags: ['GET', '/tags/{resourceArn}'],
  GetUsagePlan: ['GET', '/usageplans/{usagePlanId}'],
  GetUsagePlanKey: ['GET', '/usageplans/{usagePlanId}/keys/{keyId}'],
  GetUsagePlanKeys: ['GET', '/usageplans/{usagePlanId}/keys'],
  GetUsagePlans: ['GET', '/usageplans'],
  PutGatewayResponse: ['PUT', '/restapis/{restApiId}/gatewayresponses/{responseType}'],
  PutIntegration: ['PUT', '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration'],
  PutIntegrationResponse: [
    'PUT',
    '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode}',
  ],
  PutMethod: ['PUT', '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}'],
  PutMethodResponse: [
    'PUT',
    '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode}',
  ],
  TagResource: ['PUT', '/tags/{resourceArn}'],
  TestInvokeAuthorizer: ['POST', '/restapis/{restApiId}/authorizers/{authorizerId}'],
  TestInvokeMethod: ['POST', '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}'],
  UntagResource: ['DELETE', '/tags/{resourceArn}'],
  UpdateAccount: ['PATCH', '/account'],
  UpdateApiKey: ['PATCH', '/apikeys/{apiKey}'],
  UpdateAuthorizer: ['PATCH', '/restapis/{restApiId}/authorizers/{authorizerId}'],
  UpdateDeployment: ['PATCH', '/restapis/{restApiId}/deployments/{deploymentId}'],
  UpdateIntegration: ['PATCH', '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration'],
  UpdateMethod: ['PATCH', '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}'],
  UpdateModel: ['PATCH', '/restapis/{restApiId}/models/{modelName}'],
  UpdateRequestValidator: ['PATCH', '/restapis/{restApiId}/requestvalidators/{requestValidatorId}'],
  UpdateRestApi: ['PATCH', '/restapis/{restApiId}'],
  UpdateStage: ['PATCH', '/restapis/{restApiId}/stages/{stageName}'],
  UpdateUsagePlan: ['PATCH', '/usageplans/{usagePlanId}'],
};

/** `apigateway:GET` on `arn:aws:apigateway:REGION::/restapis/ID`. */
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
