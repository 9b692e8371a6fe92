import { setTimeout as pause } from 'node:timers/promises';
import { jobsCommand } from '../src/client/command-line.ts';
import { assumeInvokeRole, findDeployment } from '../src/client/deployment.ts';
import { jobsClient } from '../src/client/jobs-client.ts';

const command = jobsCommand({
  connect: async ({ stack, region }) => {
    const { apiUrl, invokeRoleArn } = await findDeployment(stack, region);
    const credentials = await assumeInvokeRole(invokeRoleArn, region);
    const endpointUrl = process.env['AWS_ENDPOINT_URL'];
    return jobsClient({ apiUrl, region, endpointUrl, credentials: async () => credentials });
  },
  print: (text) => process.stdout.write(`${text}\n`),
  pauseMs: async (milliseconds) => {
    await pause(milliseconds);
  },
  nowMs: Date.now,
});
await command
  .parseAsync()
  .catch((error: unknown) => command.error(error instanceof Error ? error.message : String(error)));
