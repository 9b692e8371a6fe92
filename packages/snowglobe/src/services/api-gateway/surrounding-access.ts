import type { surroundingOperations } from './surrounding-operations.ts';

/** Method and path of each operation on what stands around an API. AWS: Service Authorization Reference, "Amazon API Gateway Management". */
export const surroundingRequests: Readonly<Record<keyof typeof surroundingOperations, readonly [string, string]>> = {
  CreateBasePathMapping: ['POST', '/domainnames/{domainName}/basepathmappings'],
  CreateDomainName: ['POST', '/domainnames'],
  DeleteBasePathMapping: ['DELETE', '/domainnames/{domainName}/basepathmappings/{basePath}'],
  DeleteDomainName: ['DELETE', '/domainnames/{domainName}'],
  GetBasePathMapping: ['GET', '/domainnames/{domainName}/basepathmappings/{basePath}'],
  GetBasePathMappings: ['GET', '/domainnames/{domainName}/basepathmappings'],
  GetDomainName: ['GET', '/domainnames/{domainName}'],
  GetDomainNames: ['GET', '/domainnames'],
  UpdateBasePathMapping: ['PATCH', '/domainnames/{domainName}/basepathmappings/{basePath}'],
  UpdateDomainName: ['PATCH', '/domainnames/{domainName}'],
  UpdateGatewayResponse: ['PATCH', '/restapis/{restApiId}/gatewayresponses/{responseType}'],
  UpdateIntegrationResponse: [
    'PATCH',
    '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode}',
  ],
  UpdateMethodResponse: [
    'PATCH',
    '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode}',
  ],
  UpdateResource: ['PATCH', '/restapis/{restApiId}/resources/{resourceId}'],
  ImportRestApi: ['POST', '/restapis'],
  PutRestApi: ['PUT', '/restapis/{restApiId}'],
  FlushStageCache: ['DELETE', '/restapis/{restApiId}/stages/{stageName}/cache/data'],
  GetExport: ['GET', '/restapis/{restApiId}/stages/{stageName}/exports/{exportType}'],
};
