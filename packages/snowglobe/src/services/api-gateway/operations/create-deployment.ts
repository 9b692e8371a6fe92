import type { CreateDeploymentRequest, Deployment } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createDeployment as deploy, describeDeployment } from '../deployment.ts';

export const createDeployment: Operation<CreateDeploymentRequest, Deployment> = (input, call) =>
  describeDeployment(deploy(call, input));
