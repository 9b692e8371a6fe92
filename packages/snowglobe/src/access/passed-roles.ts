import type { AccessRequest } from '../contract/principal.ts';
import type { AccessCall } from './access-control.ts';

/** Where the operations of a service take the roles that it will assume. */
interface RoleTaker {
  /** `iam:PassedToService` */
  readonly passedTo: string;
  readonly operations: ReadonlySet<string>;
  /** Members that hold a role's ARN, at any depth of the input. */
  readonly members: ReadonlySet<string>;
}

const taker = (passedTo: string, operations: string, members: string): RoleTaker => ({
  passedTo: `${passedTo}.amazonaws.com`,
  operations: new Set(operations.split(' ')),
  members: new Set(members.split(' ')),
});

/**
 * By the model's id. AWS: Service Authorization Reference, the dependent action iam:PassRole of each operation. Lambda, EventBridge,
 * Scheduler, Pipes and S3 ask by their own rules.
 */
const takers: Readonly<Record<string, RoleTaker>> = {
  'api-gateway': taker(
    'apigateway',
    'PutIntegration UpdateIntegration CreateAuthorizer UpdateAuthorizer UpdateAccount',
    'credentials authorizerCredentials value',
  ),
  apigatewayv2: taker(
    'apigateway',
    'CreateIntegration UpdateIntegration CreateAuthorizer UpdateAuthorizer',
    'CredentialsArn AuthorizerCredentialsArn',
  ),
  appsync: taker(
    'appsync',
    'CreateDataSource UpdateDataSource CreateGraphqlApi UpdateGraphqlApi',
    'serviceRoleArn cloudWatchLogsRoleArn',
  ),
  cloudformation: taker(
    'cloudformation',
    'CreateStack UpdateStack DeleteStack CreateChangeSet RollbackStack ContinueUpdateRollback',
    'RoleARN',
  ),
  'cloudwatch-logs': taker('logs', 'PutSubscriptionFilter PutDestination', 'roleArn'),
  'cognito-identity-provider': taker(
    'cognito-idp',
    'CreateUserPool UpdateUserPool',
    'SnsCallerArn CloudWatchLogsRoleArn',
  ),
  firehose: taker('firehose', 'CreateDeliveryStream UpdateDestination', 'RoleARN'),
  glue: taker('glue', 'CreateCrawler UpdateCrawler CreateJob UpdateJob', 'Role'),
  sfn: taker('states', 'CreateStateMachine UpdateStateMachine', 'roleArn'),
  sns: taker('sns', 'SetTopicAttributes CreateTopic', 'FirehoseSuccessFeedbackRoleArn SQSFailureFeedbackRoleArn'),
};

const roleForm = /^arn:aws[\w-]*:iam::\d{12}:role\/./;

/** The permission to pass each role that a call hands over. */
function handedOver({ service, operation, input }: AccessCall): readonly AccessRequest[] {
  const found = takers[service];
  if (!found?.operations.has(operation) || input === undefined) return [];
  const roles = new Set(rolesIn(input, found.members));
  return [...roles].map((resource) => ({
    action: 'iam:PassRole',
    resource,
    context: { 'iam:PassedToService': found.passedTo },
  }));
}

function* rolesIn(value: unknown, members: ReadonlySet<string>): Generator<string> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && members.has(name) && roleForm.test(inner)) yield inner;
    else yield* rolesIn(inner, members);
  }
}

/** What a call asks for, with the roles that it passes, and what they are passed to: `iam:AssociatedResourceArn`. */
export function withPassedRoles(requests: readonly AccessRequest[], call: AccessCall): readonly AccessRequest[] {
  const handed = requests.some(isPassRole) ? [] : handedOver(call);
  if (handed.length === 0 && !requests.some(isPassRole)) return requests;
  const associated = requests.find((request) => !isPassRole(request))?.resource;
  return [...requests, ...handed].map((request) =>
    isPassRole(request) && associated !== undefined && associated !== '*'
      ? { ...request, context: { 'iam:AssociatedResourceArn': associated, ...request.context } }
      : request,
  );
}

function isPassRole({ action }: AccessRequest): boolean {
  return action === 'iam:PassRole';
}
