import { invalidInput } from './errors.ts';

/** Services that have a linked role, and the rest of its name. AWS: "AWS services that work with IAM". */
const names: Readonly<Record<string, string>> = {
  'apigateway.amazonaws.com': 'APIGateway',
  'ops.apigateway.amazonaws.com': 'APIGateway',
  'appsync.amazonaws.com': 'AppSync',
  'autoscaling.amazonaws.com': 'AutoScaling',
  'dynamodb.application-autoscaling.amazonaws.com': 'ApplicationAutoScaling_DynamoDBTable',
  'lambda.application-autoscaling.amazonaws.com': 'ApplicationAutoScaling_LambdaConcurrency',
  'kinesisreplication.dynamodb.amazonaws.com': 'DynamoDBKinesisDataStreamsReplication',
  'replication.dynamodb.amazonaws.com': 'DynamoDBReplication',
  'ecs.amazonaws.com': 'ECS',
  'events.amazonaws.com': 'CloudWatchEvents',
  'lambda.amazonaws.com': 'Lambda',
  'logs.amazonaws.com': 'LogsDelivery',
  'delivery.logs.amazonaws.com': 'LogDelivery',
  'replicator.lambda.amazonaws.com': 'LambdaReplicator',
};

/** `AWSServiceRoleFor...`; a service that has no linked role is refused. */
export function serviceLinkedRoleName(service: string, suffix: string | undefined): string {
  const name = names[service];
  if (name === undefined) throw invalidInput(`Service ${service} does not support service-linked roles in the globe.`);
  return `AWSServiceRoleFor${name}${suffix === undefined ? '' : `_${suffix}`}`;
}
