import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeReplayCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, type Credentials, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Duration, type Snowglobe, startSnowglobe } from 'snowglobe/testing';
import { type JobsClient, jobsClient } from '../../src/client/jobs-client.ts';
import type { ApiAccess, CallerCredentials } from '../../src/client/signed-fetch.ts';
import type { JobItem } from '../../src/storage/job-item.ts';

const run = promisify(execFile);
const app = fileURLToPath(new URL('../..', import.meta.url));
const region = 'us-east-1';

export interface Right {
  readonly action: string;
  /** Default: on everything. */
  readonly arn?: string;
}

/** The deployed system on a clock that only tests move, seen from outside. */
export class JobsGlobe {
  readonly globe: Snowglobe;
  readonly #folder: string;
  readonly #dynamodb: DynamoDBDocumentClient;
  readonly #events: EventBridgeClient;
  readonly #iam: IAMClient;
  readonly #lambda: LambdaClient;
  readonly #sqs: SQSClient;

  constructor(globe: Snowglobe, folder: string) {
    this.globe = globe;
    this.#folder = folder;
    this.#dynamodb = DynamoDBDocumentClient.from(globe.client(DynamoDBClient, { region }));
    this.#events = globe.client(EventBridgeClient, { region });
    this.#iam = globe.client(IAMClient, { region });
    this.#lambda = globe.client(LambdaClient, { region });
    this.#sqs = globe.client(SQSClient, { region });
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

  /** What it takes to call the API: temporary credentials of the invoke role, new ones when they have expired. */
  access(): ApiAccess {
    const sts = this.globe.client(STSClient, { region });
    const RoleArn = this.output('JobsAPIInvokeRoleArn');
    let current: Credentials | undefined;
    const credentials = async () => {
      if ((current?.Expiration?.getTime() ?? 0) <= this.globe.now()) {
        const assumed = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
        current = assumed.Credentials;
      }
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = current ?? {};
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    };
    return { apiUrl: this.output('ApiUrl'), region, credentials, nowMs: () => this.globe.now() };
  }

  client(): JobsClient {
    return jobsClient(this.access());
  }

  /** What the callers of the API may not do: go past it. */
  async readTableAs(credentials: CallerCredentials): Promise<void> {
    const dynamodb = this.globe.client(DynamoDBClient, { region, credentials });
    await dynamodb.send(new ScanCommand({ TableName: this.output('TableName') }));
  }

  async item(id: string): Promise<JobItem | undefined> {
    const { Item } = await this.#dynamodb.send(new GetCommand({ TableName: this.output('TableName'), Key: { id } }));
    return Item as JobItem | undefined;
  }

  /** How many messages a queue has. */
  async waiting(queueOutput: string): Promise<number> {
    const { Attributes } = await this.#sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.output(queueOutput),
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    return Number(Attributes?.['ApproximateNumberOfMessages']);
  }

  /** Lets time go by, and all come to rest. */
  async advance(duration: Duration): Promise<void> {
    await this.globe.advance(duration);
    await this.globe.settle();
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

  /** Nobody looks for lost jobs as long as the work takes. */
  async withoutWatch(work: () => Promise<void>): Promise<void> {
    const Name = this.output('WatchRuleName');
    await this.#events.send(new DisableRuleCommand({ Name }));
    await work();
    await this.#events.send(new EnableRuleCommand({ Name }));
  }

  /** Takes a right away from a function for as long as the work takes. */
  async withoutRight(functionOutput: string, right: Right, work: () => Promise<void>): Promise<void> {
    const FunctionName = this.output(functionOutput);
    const { Role = '' } = await this.#lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const policy = { RoleName: Role.slice(Role.lastIndexOf('/') + 1), PolicyName: 'taken-away' };
    const Statement = [{ Effect: 'Deny', Action: right.action, Resource: right.arn ?? '*' }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await this.#iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
    try {
      await work();
    } finally {
      await this.#iam.send(new DeleteRolePolicyCommand(policy));
    }
  }
}

/** Synthesises the app and deploys it into a globe. Functions run from the synthesised folder: it stays until the end. */
export async function startJobs(): Promise<JobsGlobe> {
  const folder = await mkdtemp(join(tmpdir(), 'jobs-assembly-'));
  await run(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: app,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false' },
  });
  return new JobsGlobe(await startSnowglobe({ app: folder, clock: 'held' }), folder);
}
