import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs the AWS CLI against a globe, as this account in this region. Resolves with what it printed; rejects when it failed. */
export type AwsCommand = (...args: readonly string[]) => Promise<string>;

export function awsCommand(endpoint: string, region: string, account = '000000000000'): AwsCommand {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: region,
    AWS_PAGER: '',
  };
  return async (...args) => {
    // Releases before 2.13 do not read AWS_ENDPOINT_URL.
    const { stdout } = await run('aws', ['--endpoint-url', endpoint, ...args], { env, maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim();
  };
}
