/** A policy that AWS provides in every account. */
export interface AwsManagedPolicy {
  readonly arn: string;
  readonly policyName: string;
  readonly path: string;
  readonly document: string;
}

/** Actions, and the resources that they are allowed on (default all). */
interface Grant {
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const writeLogs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const sendTraces = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
];
const readStreams = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
  'kinesis:ListStreams',
  'kinesis:SubscribeToShard',
];
const readQueues = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const readTableStreams = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];
const useNetworkInterfaces = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];
const writeApiLogs = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:DescribeLogGroups',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
  'logs:GetLogEvents',
  'logs:FilterLogEvents',
];
const readServices = ['Get*', 'List*', 'Describe*'];

/** Every action of a service, or the reading ones of several. */
const all = (...services: readonly string[]) => services.map((service) => `${service}:*`);
const reading = (...services: readonly string[]) =>
  services.flatMap((service) => readServices.map((verb) => `${service}:${verb}`));

const readableServices = [
  'apigateway',
  'appsync',
  'athena',
  'cloudformation',
  'cloudwatch',
  'cognito-idp',
  'dynamodb',
  'ecr',
  'events',
  'firehose',
  'glue',
  'iam',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  'pipes',
  's3',
  'scheduler',
  'sns',
  'sqs',
  'ssm',
  'states',
  'sts',
  'tag',
  'xray',
];
const readOnly = [
  ...reading(...readableServices),
  'apigateway:GET',
  'athena:BatchGet*',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:PartiQLSelect',
  'logs:FilterLogEvents',
  'logs:StartQuery',
  'logs:StopQuery',
  'logs:TestMetricFilter',
  'sqs:ReceiveMessage',
  'xray:BatchGet*',
];

const passTo = (service: string): Grant => ({
  actions: ['iam:PassRole'],
  condition: { StringEquals: { 'iam:PassedToService': service } },
});

/**
 * By what follows `arn:aws:iam::aws:policy`. Written from what AWS's managed policy reference says that each allows; the
 * broad ones cover the services that the globe knows.
 */
const grants: Readonly<Record<string, readonly Grant[]>> = {
  '/service-role/AWSLambdaBasicExecutionRole': [{ actions: writeLogs }],
  '/service-role/AWSLambdaVPCAccessExecutionRole': [{ actions: [...writeLogs, ...useNetworkInterfaces] }],
  '/service-role/AWSLambdaKinesisExecutionRole': [{ actions: [...readStreams, ...writeLogs] }],
  '/service-role/AWSLambdaDynamoDBExecutionRole': [{ actions: [...readTableStreams, ...writeLogs] }],
  '/service-role/AWSLambdaSQSQueueExecutionRole': [{ actions: [...readQueues, ...writeLogs] }],
  '/service-role/AWSLambdaRole': [{ actions: ['lambda:InvokeFunction'] }],
  '/service-role/AmazonAPIGatewayPushToCloudWatchLogs': [{ actions: writeApiLogs }],
  '/service-role/AWSAppSyncPushToCloudWatchLogs': [{ actions: writeLogs }],
  '/AWSLambdaExecute': [
    { actions: ['logs:*'], resources: ['arn:aws:logs:*:*:*'] },
    { actions: ['s3:GetObject', 's3:PutObject'], resources: ['arn:aws:s3:::*'] },
  ],
  '/AWSLambda_FullAccess': [
    { actions: [...all('lambda', 'xray'), ...reading('cloudformation', 'cloudwatch', 'iam', 'kms', 'logs', 'states')] },
    passTo('lambda.amazonaws.com'),
  ],
  '/AWSLambda_ReadOnlyAccess': [{ actions: reading('lambda', 'cloudwatch', 'logs', 'iam', 'xray') }],
  '/AWSXRayDaemonWriteAccess': [{ actions: sendTraces }],
  '/AWSXrayWriteOnlyAccess': [{ actions: sendTraces }],
  '/CloudWatchLambdaInsightsExecutionRolePolicy': [
    { actions: ['logs:CreateLogGroup'] },
    {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: ['arn:aws:logs:*:*:log-group:/aws/lambda-insights:*'],
    },
  ],
  '/AmazonS3ReadOnlyAccess': [{ actions: [...reading('s3', 's3-object-lambda'), 's3:SelectObjectContent'] }],
  '/AmazonS3FullAccess': [{ actions: all('s3', 's3-object-lambda') }],
  '/AmazonDynamoDBFullAccess': [{ actions: [...all('dynamodb', 'dax'), ...reading('kinesis', 'cloudwatch')] }],
  '/AmazonDynamoDBReadOnlyAccess': [
    { actions: [...reading('dynamodb'), 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan'] },
  ],
  '/AmazonSQSFullAccess': [{ actions: all('sqs') }],
  '/AmazonSQSReadOnlyAccess': [{ actions: reading('sqs') }],
  '/AmazonSNSFullAccess': [{ actions: all('sns') }],
  '/AmazonSNSReadOnlyAccess': [{ actions: reading('sns') }],
  '/AmazonKinesisFullAccess': [{ actions: all('kinesis') }],
  '/AmazonKinesisReadOnlyAccess': [{ actions: reading('kinesis') }],
  '/AmazonEventBridgeFullAccess': [{ actions: all('events', 'schemas', 'scheduler', 'pipes') }],
  '/AWSStepFunctionsFullAccess': [{ actions: all('states') }],
  '/CloudWatchFullAccess': [{ actions: all('cloudwatch', 'logs', 'autoscaling', 'sns') }],
  '/CloudWatchLogsFullAccess': [{ actions: all('logs') }],
  '/CloudWatchLogsReadOnlyAccess': [
    { actions: [...reading('logs'), 'logs:FilterLogEvents', 'logs:StartQuery', 'logs:StopQuery'] },
  ],
  '/AmazonSSMReadOnlyAccess': [{ actions: reading('ssm') }],
  '/AmazonSSMFullAccess': [{ actions: all('ssm') }],
  '/AmazonAPIGatewayInvokeFullAccess': [
    { actions: ['execute-api:Invoke', 'execute-api:ManageConnections'], resources: ['arn:aws:execute-api:*:*:*'] },
  ],
  '/AmazonAPIGatewayAdministrator': [{ actions: all('apigateway') }],
  '/IAMFullAccess': [{ actions: all('iam') }],
  '/IAMReadOnlyAccess': [{ actions: [...reading('iam'), 'iam:Generate*', 'iam:Simulate*'] }],
  '/AWSCloudFormationFullAccess': [{ actions: all('cloudformation') }],
  '/AWSCloudFormationReadOnlyAccess': [
    {
      actions: [
        'cloudformation:Describe*',
        'cloudformation:EstimateTemplateCost',
        'cloudformation:Get*',
        'cloudformation:List*',
        'cloudformation:ValidateTemplate',
        'cloudformation:Detect*',
      ],
    },
  ],
  '/AdministratorAccess': [{ actions: ['*'] }],
  '/ReadOnlyAccess': [{ actions: readOnly }],
};

const arnPrefix = 'arn:aws:iam::aws:policy';

const policies: ReadonlyMap<string, AwsManagedPolicy> = new Map(
  Object.entries(grants).map(([rest, allowed]) => {
    const slash = rest.lastIndexOf('/');
    const arn = arnPrefix + rest;
    return [
      arn,
      { arn, policyName: rest.slice(slash + 1), path: rest.slice(0, slash + 1), document: documentOf(allowed) },
    ];
  }),
);

function documentOf(allowed: readonly Grant[]): string {
  const statements = allowed.map(({ actions, resources, condition }) => ({
    Effect: 'Allow',
    Action: actions,
    Resource: resources ?? '*',
    ...(condition && { Condition: condition }),
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** The AWS managed policy behind an ARN; undefined when the globe knows none of that name. */
export function awsManagedPolicy(arn: string): AwsManagedPolicy | undefined {
  return policies.get(arn);
}

/** Every AWS managed policy that the globe knows. */
export function awsManagedPolicies(): readonly AwsManagedPolicy[] {
  return [...policies.values()];
}
