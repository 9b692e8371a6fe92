import { setTimeout as pause } from 'node:timers/promises';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { buildSync } from 'esbuild';
import { zipSync } from 'fflate';
import { percentile, printTable } from './report.ts';
import { startServer } from './server-process.ts';
import { snowglobeArguments } from './snowglobe-process.ts';

const coldCalls = 20;
const warmCalls = 2_000;
/** Cold starts come one at a time: nothing of the one before is still going on. */
const pauseMs = 150;

/** A function bundled with the whole SDK client for S3, about a megabyte. */
const source =
  "import { S3Client } from '@aws-sdk/client-s3'; const client = new S3Client({}); export const handler = async (event) => ({ ...event, ready: client !== undefined });";

/** Invocations over HTTP by the SDK: cold and warm. The globe's own part of a warm call is the whole less a call that does nothing. */
export async function benchmarkFunctions(): Promise<void> {
  const server = await startServer(snowglobeArguments(['--port', '0']), /127\.0\.0\.1:(\d+)/);
  const connection = {
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const lambda = new LambdaClient(connection);
  try {
    const size = await createFunction(lambda, new IAMClient(connection));
    const invoke = () =>
      timed(() => lambda.send(new InvokeCommand({ FunctionName: 'bench', Payload: Buffer.from('{"n":1}') })));
    const cold: number[] = [];
    for (let call = 0; call < coldCalls; call += 1) {
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'bench', Description: `${call}` }));
      await pause(pauseMs);
      cold.push(await invoke());
      await pause(pauseMs);
    }
    const warm: number[] = [];
    for (let call = 0; call < warmCalls; call += 1) warm.push(await invoke());
    const floor: number[] = [];
    for (let call = 0; call < warmCalls; call += 1) {
      floor.push(
        await timed(() => lambda.send(new InvokeCommand({ FunctionName: 'bench', InvocationType: 'DryRun' }))),
      );
    }
    const row = (name: string, values: readonly number[]) => [
      name,
      percentile(values, 0.5).toFixed(2),
      percentile(values, 0.99).toFixed(2),
    ];
    printTable(
      `Invocations of a bundled ${(size / 1e6).toFixed(1)} MB function by the SDK`,
      ['call', 'p50 ms', 'p99 ms'],
      [row('cold', cold), row('warm', warm), row('dry run (client, wire and gateway alone)', floor)],
    );
  } finally {
    lambda.destroy();
    await server.stop();
  }
}

async function createFunction(lambda: LambdaClient, iam: IAMClient): Promise<number> {
  const bundled = buildSync({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const code = bundled.outputFiles[0]?.contents;
  if (!code) throw new Error('nothing was bundled');
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: 'bench', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  iam.destroy();
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'bench',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: Role?.Arn,
      MemorySize: 1024,
      Timeout: 30,
      Code: { ZipFile: zipSync({ 'index.js': code }) },
    }),
  );
  return code.length;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
