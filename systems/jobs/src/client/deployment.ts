import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { CallerCredentials } from './signed-fetch.ts';

/** Where the system is, as its stack tells. */
export interface Deployment {
  readonly apiUrl: string;
  readonly apiId: string;
  readonly stageName: string;
  readonly invokeRoleArn: string;
}

export async function findDeployment(stackName: string, region: string): Promise<Deployment> {
  const cloudFormation = new CloudFormationClient({ region });
  const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
  const outputs = new Map(Stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const output = (name: string) => {
    const value = outputs.get(name);
    if (value === undefined) throw new Error(`the stack ${stackName} has no output ${name}`);
    return value;
  };
  return {
    apiUrl: output('ApiUrl'),
    apiId: output('ApiId'),
    stageName: output('StageName'),
    invokeRoleArn: output('JobsAPIInvokeRoleArn'),
  };
}

/** Temporary credentials of the role that may call the API. */
export async function assumeInvokeRole(RoleArn: string, region: string): Promise<CallerCredentials> {
  const sts = new STSClient({ region });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'jobs-client' }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
