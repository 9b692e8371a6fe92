import { AwsError } from '../../contract/aws-error.ts';

const notFound = (message: string) => new AwsError('NotFoundException', message, { status: 404 });
const conflict = (message: string) => new AwsError('ConflictException', message, { status: 409 });

export const badRequest = (message: string) => new AwsError('BadRequestException', message, { status: 400 });

export const noSuchApi = (account: string, apiId: string) =>
  notFound(`Invalid API identifier specified ${account}:${apiId}`);
export const noSuchRoute = () => notFound('Invalid Route identifier specified');
export const noSuchIntegration = () => notFound('Invalid Integration identifier specified');
export const noSuchAuthorizer = () => notFound('Invalid Authorizer identifier specified');
export const noSuchStage = () => notFound('Invalid stage identifier specified');
export const noSuchDeployment = () => notFound('Invalid deployment identifier specified');
export const noSuchDomainName = () => notFound('Invalid domain name identifier specified');
export const noSuchApiMapping = () => notFound('Invalid API mapping identifier specified');
export const noSuchResource = () => notFound('Invalid resource identifier specified');

export const routeKeyTaken = (routeKey: string) => conflict(`Route with key ${routeKey} already exists for this API`);
export const integrationInUse = (integrationId: string) =>
  conflict(`Cannot delete Integration with id ${integrationId} because it is in use by one or more Routes`);
export const authorizerInUse = (authorizerId: string) =>
  conflict(`Cannot delete authorizer '${authorizerId}', is referenced by one or more Routes`);
export const stageTaken = () => conflict('Stage already exists');
export const domainNameTaken = () => conflict('The domain name you provided already exists.');
export const mappingTaken = () => conflict('ApiMapping key already exists for this domain name');
export const deploymentInUse = () => conflict('Active stages pointing to this deployment must be moved or deleted');
export const stageInUse = () => conflict('Active API mappings pointing to this stage must be moved or deleted');

export const malformedRouteKey = () =>
  badRequest(
    'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
  );
export const noRoutes = () => badRequest('Unable to deploy API because no routes exist in this API');

/** What the globe does not do. */
export const notSupported = (what: string) => badRequest(`Snowglobe does not support ${what} yet.`);
