import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeReplayCommand, EventBridgeClient, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Snowglobe, startSnowglobe } from 'snowglobe/testing';
import { type JobReport, type JobsClient, jobsClient } from '../../src/client/jobs-client.ts';
import type { JobItem } from '../../src/storage/job-item.ts';

const run = promisify(execFile);
const app = fileURLToPath(new URL('../..', import.meta.url));
const region = 'us-east-1';

/** The deployed system on a clock that only tests move, seen from outside. */
export class JobsGlobe {
  readonly globe: Snowglobe;
  readonly #folder: string;
  readonly #dynamodb: DynamoDBDocumentClient;
  readonly #events: EventBridgeClient;
  readonly #iam: IAMClient;
  readonly #lambda: LambdaClient;

  constructor(globe: Snowglobe, folder: string) {
    this.globe = globe;
    this.#folder = folder;
    this.#dynamodb = DynamoDBDocumentClient.from(globe.client(DynamoDBClient, { region }));
    this.#events = globe.client(EventBridgeClient, { region });
    this.#iam = globe.client(IAMClient, { region });
    this.#lambda = globe.client(LambdaClient, { region });
  }

  async stop(): Promise<void> {
    await this.globe.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  output(name: string): string {
    const value = this.globe.outputs('jobs-local', region)[name];
    if (value === undefined) throw new Error(`the stack has no output ${name}`);
    return value;
  }

  /** A client with temporary credentials of the invoke role, or of another. */
  async client(RoleArn: string = this.output('JobsAPIInvokeRoleArn')): Promise<JobsClient> {
    const sts = this.globe.client(STSClient, { region });
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    return jobsClient({ apiUrl: this.output('ApiUrl'), region, credentials, nowMs: () => this.globe.now() });
  }

  async item(id: string): Promise<JobItem | undefined> {
    const { Item } = await this.#dynamodb.send(new GetCommand({ TableName: this.output('TableName'), Key: { id } }));
    return Item as JobItem | undefined;
  }

  /** Replays everything that the bus of failed jobs has had. */
  async replay(name: string, fromAt: number): Promise<void> {
    await this.#events.send(
      new StartReplayCommand({
        ReplayName: name,
        EventSourceArn: this.output('ArchiveArn'),
        EventStartTime: new Date(fromAt - 60_000),
        EventEndTime: new Date(this.globe.now()),
        Destination: { Arn: this.output('FailedJobsEventBusArn') },
      }),
    );
    await this.globe.settle();
    const { State } = await this.#events.send(new DescribeReplayCommand({ ReplayName: name }));
    if (State !== 'COMPLETED') throw new Error(`the replay is ${State}`);
  }

  /** Takes a right away from a function for as long as the work takes. */
  async withoutRight(functionOutput: string, action: string, work: () => Promise<void>): Promise<void> {
    const FunctionName = this.output(functionOutput);
    const { Role = '' } = await this.#lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const policy = { RoleName: Role.slice(Role.lastIndexOf('/') + 1), PolicyName: 'taken-away' };
    const Statement = [{ Effect: 'Deny', Action: action, Resource: '*' }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await this.#iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
    try {
      await work();
    } finally {
      await this.#iam.send(new DeleteRolePolicyCommand(policy));
    }
  }
}

/** What consumers have made of a job, by consumer. */
export type Parts = JobReport['parts'];

/** Synthesises the app and deploys it into a globe. Functions run from the synthesised folder: it stays until the end. */
export async function startJobs(): Promise<JobsGlobe> {
  const folder = await mkdtemp(join(tmpdir(), 'jobs-assembly-'));
  await run(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: app,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false' },
  });
  return new JobsGlobe(await startSnowglobe({ app: folder, clock: 'held' }), folder);
}
