import { AwsError } from '../../contract/aws-error.ts';

export const badRequest = (message: string) => new AwsError('BadRequestException', message, { status: 400 });
const notFound = (message: string) => new AwsError('NotFoundException', message, { status: 404 });
const conflict = (message: string) => new AwsError('ConflictException', message, { status: 409 });

export const noSuchApi = (account: string, apiId: string) =>
  notFound(`Invalid API identifier specified ${account}:${apiId}`);
export const noSuchResource = () => notFound('Invalid Resource identifier specified');
export const noSuchMethod = () => notFound('Invalid Method identifier specified');
export const noSuchIntegration = () => notFound('No integration defined for method');
export const noSuchResponse = () => notFound('Invalid Response status code specified');
export const noSuchStage = () => notFound('Invalid stage identifier specified');
export const noSuchDeployment = () => notFound('Invalid Deployment identifier specified');
export const noSuchModel = (name: string) => notFound(`Invalid model name specified: ${name}`);
export const noSuchValidator = () => notFound('Invalid Request Validator identifier specified');
export const noSuchApiKey = () => notFound('Invalid API Key identifier specified');
export const noSuchUsagePlan = () => notFound('Invalid Usage Plan ID specified');
export const noSuchUsagePlanKey = () => notFound('Invalid API Key identifier specified');
export const noSuchTagged = () => notFound('Invalid resource identifier specified');

export const siblingTaken = (name: string) =>
  conflict(`Another resource with the same parent already has this name: ${name}`);
export const methodTaken = () => conflict('Method already exists for this resource');
export const responseTaken = () => conflict('Response already exists for this resource');
export const stageTaken = () => conflict('Stage already exists');
export const modelTaken = (name: string) => conflict(`Model name already exists for this REST API: ${name}`);
export const apiKeyTaken = () => conflict('API Key already exists');
export const keyIsInPlan = (keyId: string, planId: string) =>
  conflict(`Usage plan ${planId} already holds the API key ${keyId}, or another plan of one of its stages does`);
export const deploymentInUse = () => badRequest('Active stages pointing to this deployment must be moved or deleted');
export const planHasStages = (planId: string) =>
  badRequest(`Cannot delete usage plan ${planId} because it has API stages associated with it`);

export const noSuchAuthorizer = () => notFound('Invalid Authorizer identifier specified');
export const authorizerTaken = (name: string) => badRequest(`Authorizer name must be unique: ${name}`);
export const authorizerInUse = () => conflict('Cannot delete authorizer, it is referenced in a method');

export const noSuchDomainName = () => notFound('Invalid domain name identifier specified');
export const domainNameTaken = () => conflict('The domain name you provided already exists.');
export const noSuchBasePath = () => notFound('Invalid base path mapping identifier specified');
export const basePathTaken = () => conflict('Base path already exists for this domain name');
export const noSuchDocumentationPart = () => notFound('Invalid Documentation part identifier specified');
export const noSuchDocumentationVersion = () => notFound('Invalid Documentation version identifier specified');
export const documentationPartTaken = () => conflict('Documentation part already exists for the specified location');
export const documentationVersionTaken = () => conflict('Documentation version already exists');

/** A mapping of parameters that names what the method does not have, or is none. */
export const invalidMapping = (expression: string) =>
  badRequest(
    `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: ${expression}]`,
  );

/** What the globe does not do. */
export const notSupported = (what: string) => badRequest(`Snowglobe does not support ${what} yet.`);
