import type { Service } from '../contract/service.ts';
import { apiGateway } from './api-gateway/service.ts';
import { apiGatewayV2 } from './apigatewayv2/service.ts';
import { cloudformation } from './cloudformation/service.ts';
import { cloudwatchLogs } from './cloudwatch-logs/service.ts';
import { dynamodb } from './dynamodb/service.ts';
import { dynamodbStreams } from './dynamodb-streams/service.ts';
import { eventbridge } from './eventbridge/service.ts';
import { firehose } from './firehose/service.ts';
import { glue } from './glue/service.ts';
import { iam } from './iam/service.ts';
import { kinesis } from './kinesis/service.ts';
import { kms } from './kms/service.ts';
import { lambda } from './lambda/service.ts';
import { organizations } from './organizations/service.ts';
import { pipes } from './pipes/service.ts';
import { s3 } from './s3/service.ts';
import { scheduler } from './scheduler/service.ts';
import { sns } from './sns/service.ts';
import { sqs } from './sqs/service.ts';
import { ssm } from './ssm/service.ts';
import { sts } from './sts/service.ts';

/** Every service of the globe; the only file that names them all. */
export const services: readonly Service[] = [
  apiGateway,
  apiGatewayV2,
  cloudformation,
  cloudwatchLogs,
  dynamodb,
  dynamodbStreams,
  eventbridge,
  firehose,
  glue,
  iam,
  kinesis,
  kms,
  lambda,
  organizations,
  pipes,
  s3,
  scheduler,
  sns,
  sqs,
  ssm,
  sts,
];
