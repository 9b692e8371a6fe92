const ref = (Ref: string) => ({ Ref });
const attribute = (...path: readonly string[]) => ({ 'Fn::GetAtt': path });
const joined = (...parts: readonly unknown[]) => ({ 'Fn::Join': ['', parts] });

const roleFor = (Service: string, policy: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service } }],
    },
    ManagedPolicyArns: [joined('arn:', ref('AWS::Partition'), `:iam::aws:policy/service-role/${policy}`)],
  },
});

const root = attribute('Api', 'RootResourceId');

const proxyMethod = (ResourceId: object, more: object = {}) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    AuthorizationType: 'NONE',
    HttpMethod: 'ANY',
    Integration: {
      IntegrationHttpMethod: 'POST',
      Type: 'AWS_PROXY',
      Uri: joined(
        'arn:',
        ref('AWS::Partition'),
        ':apigateway:',
        ref('AWS::Region'),
        ':lambda:path/2015-03-31/functions/',
        attribute('Function', 'Arn'),
        '/invocations',
      ),
    },
    ResourceId,
    RestApiId: ref('Api'),
    ...more,
  },
});

/** What the CDK writes for a preflight with two allowed origins. */
const origins = [
  '#set($origin = $input.params().header.get("Origin"))',
  '#if($origin == "")',
  '  #set($origin = $input.params().header.get("origin"))',
  '#end',
  '#if($origin == "http://b.example")',
  '  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)',
  '#end',
].join('\n');

const preflight = {
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    ApiKeyRequired: false,
    AuthorizationType: 'NONE',
    HttpMethod: 'OPTIONS',
    Integration: {
      IntegrationResponses: [
        {
          ResponseParameters: {
            'method.response.header.Access-Control-Allow-Origin': "'http://a.example'",
            'method.response.header.Access-Control-Allow-Methods': "'OPTIONS,GET'",
          },
          ResponseTemplates: { 'application/json': origins },
          StatusCode: '204',
        },
      ],
      RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
      Type: 'MOCK',
    },
    MethodResponses: [
      {
        ResponseParameters: {
          'method.response.header.Access-Control-Allow-Origin': true,
          'method.response.header.Access-Control-Allow-Methods': true,
        },
        StatusCode: '204',
      },
    ],
    ResourceId: ref('Proxy'),
    RestApiId: ref('Api'),
  },
};

const permission = (path: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: attribute('Function', 'Arn'),
    Principal: 'apigateway.amazonaws.com',
    SourceArn: joined(
      'arn:',
      ref('AWS::Partition'),
      ':execute-api:',
      ref('AWS::Region'),
      ':',
      ref('AWS::AccountId'),
      ':',
      ref('Api'),
      '/',
      ref('Stage'),
      path,
    ),
  },
});

const foundations = {
  FunctionRole: roleFor('lambda.amazonaws.com', 'AWSLambdaBasicExecutionRole'),
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: 'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) })' },
      Handler: 'index.handler',
      Role: attribute('FunctionRole', 'Arn'),
      Runtime: 'nodejs22.x',
    },
  },
  Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 7 } },
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Api', MinimumCompressionSize: 1024, Policy: '' } },
  ApiRole: roleFor('apigateway.amazonaws.com', 'AmazonAPIGatewayPushToCloudWatchLogs'),
  Account: { Type: 'AWS::ApiGateway::Account', Properties: { CloudWatchRoleArn: attribute('ApiRole', 'Arn') } },
  Model: {
    Type: 'AWS::ApiGateway::Model',
    Properties: {
      RestApiId: ref('Api'),
      ContentType: 'application/json',
      Schema: { type: 'object', required: ['a'] },
    },
  },
  Validator: {
    Type: 'AWS::ApiGateway::RequestValidator',
    Properties: { RestApiId: ref('Api'), ValidateRequestBody: true },
  },
};

const methods = {
  Proxy: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ParentId: root, PathPart: '{proxy+}', RestApiId: ref('Api') },
  },
  ProxyAny: proxyMethod(ref('Proxy')),
  ProxyOptions: preflight,
  RootAny: proxyMethod(root, {
    ApiKeyRequired: true,
    RequestModels: { 'application/json': ref('Model') },
    RequestValidatorId: ref('Validator'),
  }),
  ProxyPermission: permission('/*/*'),
  RootPermission: permission('/*/'),
  Answer: {
    Type: 'AWS::ApiGateway::GatewayResponse',
    Properties: {
      ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
      ResponseType: 'DEFAULT_4XX',
      RestApiId: ref('Api'),
    },
  },
};

const served = (deployment: string, rate: number) => ({
  [deployment]: {
    Type: 'AWS::ApiGateway::Deployment',
    Properties: { Description: 'Automatically created by the RestApi construct', RestApiId: ref('Api') },
    DependsOn: ['ProxyAny', 'ProxyOptions', 'RootAny', 'Answer'],
  },
  Stage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: {
      AccessLogSetting: {
        DestinationArn: attribute('Logs', 'Arn'),
        Format: '{"requestId":"$context.requestId","status":"$context.status","path":"$context.resourcePath"}',
      },
      DeploymentId: ref(deployment),
      MethodSettings: [
        {
          DataTraceEnabled: false,
          HttpMethod: '*',
          ResourcePath: '/*',
          ...(rate === 10 && { ThrottlingBurstLimit: 50 }),
          ThrottlingRateLimit: rate,
        },
      ],
      RestApiId: ref('Api'),
      StageName: 'dev',
      TracingEnabled: true,
    },
    DependsOn: ['Account'],
  },
});

const usage = (limit: number) => ({
  Plan: {
    Type: 'AWS::ApiGateway::UsagePlan',
    Properties: {
      ApiStages: [{ ApiId: ref('Api'), Stage: ref('Stage'), Throttle: {} }],
      Quota: { Limit: limit, Period: 'DAY' },
    },
  },
  Key: {
    Type: 'AWS::ApiGateway::ApiKey',
    Properties: {
      Enabled: true,
      StageKeys: [{ RestApiId: ref('Api'), StageName: ref('Stage') }],
      Value: 'a-key-of-twenty-characters',
    },
  },
  PlanKey: {
    Type: 'AWS::ApiGateway::UsagePlanKey',
    Properties: { KeyId: ref('Key'), KeyType: 'API_KEY', UsagePlanId: ref('Plan') },
  },
});

/** A LambdaRestApi with preflight, access log, key, plan, model, validator and gateway response, as the CDK synthesises it. */
export const lambdaRestApi = (
  change: { readonly limit?: number; readonly deployment?: string; readonly rate?: number } = {},
) => {
  const { limit = 3, deployment = 'Deployment1', rate = 10 } = change;
  return {
    Resources: { ...foundations, ...methods, ...served(deployment, rate), ...usage(limit) },
    Outputs: {
      LogGroup: { Value: ref('Logs') },
      Url: {
        Value: joined(
          'https://',
          ref('Api'),
          '.execute-api.',
          ref('AWS::Region'),
          '.',
          ref('AWS::URLSuffix'),
          '/',
          ref('Stage'),
          '/',
        ),
      },
    },
  };
};
