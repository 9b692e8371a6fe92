import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetFunctionConfigurationCommand,
  type LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { eventMessage } from '../log.ts';

const setting = 'POWERTOOLS_LOGGER_LOG_EVENT';

/** Sets the variable that has a function log its events; the environment of before is put back by what is returned. */
export async function logEvents(client: LambdaClient, FunctionName: string): Promise<() => Promise<void>> {
  const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const before = Environment?.Variables ?? {};
  const change = async (Variables: Readonly<Record<string, string>>) => {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName });
  };
  await change({ ...before, [setting]: 'true' });
  return async () => await change(before);
}

/** The events that a function wrote to its log since an instant, in order. */
export async function loggedEvents(
  clients: { readonly lambda: LambdaClient; readonly logs: CloudWatchLogsClient },
  FunctionName: string,
  startTime: number,
): Promise<readonly unknown[]> {
  const { LoggingConfig } = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const search = { logGroupName: LoggingConfig?.LogGroup, startTime, filterPattern: `"${eventMessage}"` };
  const found: unknown[] = [];
  for await (const { events = [] } of paginateFilterLogEvents({ client: clients.logs }, search)) {
    for (const { message = '' } of events) {
      const line: unknown = message.startsWith('{') ? JSON.parse(message) : undefined;
      if (typeof line === 'object' && line !== null && 'event' in line) found.push(line.event);
    }
  }
  return found;
}
