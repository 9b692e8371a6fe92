import { type RemovalPolicy, Size, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface ConsumerApiProps {
  readonly handler: IFunction;
  readonly stageName: string;
  readonly removalPolicy: RemovalPolicy;
}

/** The REST API of the consumer: `GET /`. */
export class ConsumerApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: ConsumerApiProps) {
    super(scope, id);
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_WEEK,
      removalPolicy: props.removalPolicy,
    });
    this.api = new RestApi(this, 'Api', {
      description: 'Ingest: says that the consumer is there',
      endpointTypes: [EndpointType.EDGE],
      minCompressionSize: Size.bytes(1024),
      cloudWatchRole: true,
      deployOptions: {
        stageName: props.stageName,
        tracingEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        throttlingRateLimit: 100,
        throttlingBurstLimit: 100,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
      },
    });
    this.api.addRequestValidator('ParametersAndBody', { validateRequestBody: true, validateRequestParameters: true });
    this.api.root.addMethod('GET', new LambdaIntegration(props.handler, { allowTestInvoke: false }));
    this.#acknowledge();
  }

  #acknowledge(): void {
    const validations = Validations.of(this);
    const anyone =
      'The greeting is public, like the system that it is modelled on; it tells nothing and changes nothing.';
    validations.acknowledge({ id: 'AwsSolutions-APIG4', reason: anyone });
    validations.acknowledge({ id: 'AwsSolutions-COG4', reason: anyone });
    validations.acknowledge({ id: 'AwsSolutions-APIG3', reason: `${anyone} Its stage is throttled.` });
    validations.acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      reason: "API Gateway's account-wide logging role is meant to have exactly this policy.",
    });
  }
}
