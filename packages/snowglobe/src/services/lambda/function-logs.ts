import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { FunctionSpec, LogEvent } from '../../execution/function-spec.ts';

/** Whose log it is. */
export interface LogOwner {
  readonly scope: Scope;
  readonly roleArn: string;
}

interface LogStream {
  readonly owner: LogOwner;
  readonly functionName: string;
  readonly group: string;
  readonly name: string;
  pending: LogEvent[];
  flushing: boolean;
}

/** CloudWatch Logs takes so many events in one request. */
const eventsPerRequest = 1_000;

/**
 * Writes what functions log to CloudWatch Logs in the name of their execution role, after the turn in which it was
 * logged. Without the permission nothing is written, as on AWS.
 */
export class FunctionLogs {
  readonly #globe: Globe;
  readonly #streams = new Map<string, LogStream>();

  constructor(globe: Globe) {
    this.#globe = globe;
  }

  write(spec: FunctionSpec, owner: LogOwner, streamName: string, events: readonly LogEvent[]): void {
    const key = `${spec.functionArn} ${spec.logGroupName} ${streamName}`;
    const stream = this.#streams.get(key) ?? open(spec, owner, streamName);
    this.#streams.set(key, stream);
    stream.pending.push(...events);
    if (stream.flushing) return;
    stream.flushing = true;
    this.#globe.scheduler.soon(`log of ${spec.functionName}`, async () => {
      try {
        while (stream.pending.length > 0) await this.#flush(stream);
      } finally {
        stream.flushing = false;
        this.#streams.delete(key);
      }
    });
  }

  async #flush(stream: LogStream): Promise<void> {
    const events = stream.pending.splice(0, eventsPerRequest);
    try {
      await this.#put(stream, events);
    } catch (error) {
      // AWS: a role that may not write logs loses them, and the function runs on.
      if (!(error instanceof AwsError)) this.#globe.reportFault(`the log of ${stream.functionName}`, error);
    }
  }

  async #put(stream: LogStream, events: readonly LogEvent[]): Promise<void> {
    const put = () =>
      this.#call(stream, 'PutLogEvents', {
        logGroupName: stream.group,
        logStreamName: stream.name,
        logEvents: events.map(({ text, at }) => ({ timestamp: at, message: text === '' ? ' ' : text })),
      });
    try {
      await put();
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      await this.#create(stream, 'CreateLogGroup', { logGroupName: stream.group });
      await this.#create(stream, 'CreateLogStream', { logGroupName: stream.group, logStreamName: stream.name });
      await put();
    }
  }

  async #create(stream: LogStream, operation: string, input: object): Promise<void> {
    try {
      await this.#call(stream, operation, input);
    } catch (error) {
      const exists = error instanceof AwsError && error.code === 'ResourceAlreadyExistsException';
      // A role that may write but not create writes into a group that the template made.
      const denied =
        error instanceof AwsError && operation === 'CreateLogGroup' && error.code.startsWith('AccessDenied');
      if (!exists && !denied) throw error;
    }
  }

  async #call(stream: LogStream, operation: string, input: object): Promise<void> {
    const { scope, roleArn } = stream.owner;
    await this.#globe.call({
      service: 'cloudwatch-logs',
      operation,
      input,
      scope,
      caller: this.#globe.assumeRole(roleArn, 'lambda.amazonaws.com', stream.functionName),
      cause: this.#globe.causes.begin('system', `log of ${stream.functionName}`),
    });
  }
}

function open(spec: FunctionSpec, owner: LogOwner, name: string): LogStream {
  return { owner, functionName: spec.functionName, group: spec.logGroupName, name, pending: [], flushing: false };
}
