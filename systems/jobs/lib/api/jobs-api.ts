import { allow } from '@snowglobe/constructs/grants';
import { type CfnElement, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  AwsIntegration,
  EndpointType,
  type IResource,
  LogGroupLogDestination,
  type Method,
  MethodLoggingLevel,
  type MethodOptions,
  Model,
  PassthroughBehavior,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { AccountRootPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { defaultType, jobKinds } from '../../src/kinds/registry.ts';
import type { JobsTable } from '../jobs-table.ts';
import type { Keys } from '../keys.ts';
import { cancelAnswer, cancelRefusals, cancelRequest, getAnswer, getRefusals, getRequest } from './job-templates.ts';
import { requestModel } from './request-model.ts';
import { submitAnswer, submitRefusals, submitRequest } from './submit-templates.ts';
import { refuse } from './template-text.ts';

export interface JobsApiProps {
  readonly table: JobsTable;
  readonly keys: Keys;
  readonly stageName: string;
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly removalPolicy: RemovalPolicy;
}

/** `x-job-phase` says whether every consumer has ended. UpdateItem answers with Attributes, GetItem with an Item. */
const phaseName = 'method.response.header.x-job-phase';

interface DynamoMethod {
  readonly resource: IResource;
  readonly httpMethod: string;
  readonly action: 'UpdateItem' | 'GetItem';
  readonly request: string;
  readonly successStatus: '200' | '202';
  readonly answer: string;
  readonly refusals: string;
  readonly options?: MethodOptions;
}

/** The REST API, straight into the table: no function runs for a request. Callers are known by IAM. */
export class JobsApi extends Construct {
  readonly api: RestApi;
  /** May invoke exactly these methods; trusted by the account. */
  readonly invokeRole: Role;
  readonly #executionRole: Role;

  constructor(scope: Construct, id: string, props: JobsApiProps) {
    super(scope, id);
    this.api = this.#addApi(props);
    this.#executionRole = new Role(this, 'JobsAPIExecutionRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      description: 'Jobs: the API reads and changes single jobs',
    });
    props.table.allowChange(this.#executionRole);
    const methods = this.#addMethods(props.table.tableName);
    this.invokeRole = new Role(this, 'JobsAPIInvokeRole', {
      assumedBy: new AccountRootPrincipal(),
      description: "Jobs: whom the account lets take this role may call the API's methods",
    });
    allow(
      this.invokeRole,
      ['execute-api:Invoke'],
      methods.map(({ methodArn }) => methodArn),
    );
    this.#acknowledge();
    for (const path of ['GET/jobs/*', 'POST/jobs/*/cancel']) this.#acknowledgeAnyJob(path);
  }

  #addApi({ keys, stageName, throttle, removalPolicy }: JobsApiProps): RestApi {
    const logGroupName = `/aws/apigateway/${Stack.of(this).stackName}/JobsAPIAccessLogs`;
    keys.allowLogGroup(logGroupName);
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName,
      encryptionKey: keys.accessLog,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy,
    });
    return new RestApi(this, 'JobsAPI', {
      description: 'Jobs: hands jobs in, tells how they are going, cancels them',
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: true,
      defaultMethodOptions: { authorizationType: AuthorizationType.IAM },
      deployOptions: {
        stageName,
        tracingEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        throttlingRateLimit: throttle.rate,
        throttlingBurstLimit: throttle.burst,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
      },
    });
  }

  #addMethods(tableName: string): readonly Method[] {
    const model = this.api.addModel('JobsRequest', {
      contentType: 'application/json',
      modelName: 'JobsRequest',
      description: 'A job to be done',
      schema: requestModel(jobKinds, defaultType),
    });
    const validator = this.api.addRequestValidator('Body', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const jobs = this.api.root.addResource('jobs');
    const job = jobs.addResource('{jobId}');
    const ofJob = { requestValidator: validator, requestParameters: { 'method.request.path.jobId': true } };
    return [
      this.#addMethod({
        resource: jobs,
        httpMethod: 'POST',
        action: 'UpdateItem',
        request: submitRequest({ tableName, kinds: jobKinds, defaultType }),
        successStatus: '200',
        answer: submitAnswer,
        refusals: submitRefusals,
        options: {
          operationName: 'SubmitJob',
          requestValidator: validator,
          requestModels: { 'application/json': model },
          requestParameters: { 'method.request.header.Idempotency-Key': false },
        },
      }),
      this.#addMethod({
        resource: job,
        httpMethod: 'GET',
        action: 'GetItem',
        request: getRequest(tableName),
        successStatus: '200',
        answer: getAnswer,
        refusals: getRefusals,
        options: { ...ofJob, operationName: 'GetJob' },
      }),
      this.#addMethod({
        resource: job.addResource('cancel'),
        httpMethod: 'POST',
        action: 'UpdateItem',
        request: cancelRequest(tableName),
        successStatus: '202',
        answer: cancelAnswer,
        refusals: cancelRefusals,
        options: { ...ofJob, operationName: 'CancelJob' },
      }),
    ];
  }

  #addMethod({ resource, httpMethod, action, request, ...rest }: DynamoMethod): Method {
    const { successStatus, answer, refusals, options } = rest;
    const image = action === 'GetItem' ? 'Item' : 'Attributes';
    const phaseHeader = { [phaseName]: `integration.response.body.${image}.phase.S` };
    const unforeseen = refuse({ status: 500, message: 'Internal server error' });
    const responses = [
      { statusCode: successStatus, responseTemplates: json(answer), responseParameters: phaseHeader },
      { statusCode: '400', selectionPattern: '4\\d{2}', responseTemplates: json(refusals) },
      { statusCode: '500', selectionPattern: '5\\d{2}', responseTemplates: json(unforeseen) },
    ];
    const integration = new AwsIntegration({
      service: 'dynamodb',
      action,
      integrationHttpMethod: 'POST',
      options: {
        credentialsRole: this.#executionRole,
        // A body of another content type is refused with 415, and never passed on to DynamoDB.
        passthroughBehavior: PassthroughBehavior.NEVER,
        requestTemplates: json(request),
        integrationResponses: responses,
      },
    });
    return resource.addMethod(httpMethod, integration, {
      ...options,
      methodResponses: [
        {
          statusCode: successStatus,
          responseParameters: { [phaseName]: true },
          responseModels: { 'application/json': Model.EMPTY_MODEL },
        },
        ...['400', '404', '409', '429', '500'].map((statusCode) => ({
          statusCode,
          responseModels: { 'application/json': Model.ERROR_MODEL },
        })),
      ],
    });
  }

  /** cdk-nag writes references in a resource's name as logical ids. */
  #acknowledgeAnyJob(path: string): void {
    const stack = Stack.of(this);
    const [api, stage] = [this.api, this.api.deploymentStage].map(({ node }) =>
      stack.getLogicalId(node.defaultChild as CfnElement),
    );
    Validations.of(this.invokeRole).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:${stack.region}:<AWS::AccountId>:<${api}>/<${stage}>/${path}]`,
      reason: 'The method takes the id of any job: the wildcard is exactly the path parameter.',
    });
  }

  #acknowledge(): void {
    const validations = Validations.of(this);
    validations.acknowledge({
      id: 'AwsSolutions-COG4',
      reason: 'Callers are known by IAM: requests are signed with credentials of the invoke role.',
    });
    validations.acknowledge({
      id: 'AwsSolutions-APIG3',
      reason: 'Only signed requests of the account get in, and the stage is throttled.',
    });
    validations.acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      reason: "API Gateway's account-wide logging role is meant to have exactly this policy.",
    });
  }
}

function json(template: string): Record<string, string> {
  return { 'application/json': template };
}
