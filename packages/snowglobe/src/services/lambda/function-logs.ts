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
  draining: Promise<void> | undefined;
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
  #closed = false;

  constructor(globe: Globe) {
    this.#globe = globe;
  }

  write(spec: FunctionSpec, owner: LogOwner, streamName: string, events: readonly LogEvent[]): void {
    if (this.#closed) return;
    const key = `${spec.functionArn} ${spec.logGroupName} ${streamName}`;
    const known = this.#streams.get(key);
    if (known) {
      known.pending.push(...events);
      return;
    }
    const stream = open(spec, owner, streamName);
    stream.pending.push(...events);
    this.#streams.set(key, stream);
    this.#globe.scheduler.soon(`log of ${spec.functionName}`, () => this.#drain(key, stream));
  }

  /** Writes what is pending, and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#streams].map(([key, stream]) => this.#drain(key, stream)));
  }

  /** Writes until nothing is pending; one writer for each stream, so that events stay in order. */
  #drain(key: string, stream: LogStream): Promise<void> {
    stream.draining ??= (async () => {
      while (stream.pending.length > 0) await this.#flush(stream);
      this.#streams.delete(key);
    })();
    return stream.draining;
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
      await this.#createStream(stream);
      await put();
    }
  }

  /** The group first only when there is none: a role that may write into the template's group need not be allowed to make groups. */
  async #createStream(stream: LogStream): Promise<void> {
    const group = { logGroupName: stream.group };
    const createStream = () => this.#create(stream, 'CreateLogStream', { ...group, logStreamName: stream.name });
    try {
      await createStream();
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      await this.#create(stream, 'CreateLogGroup', group);
      await createStream();
    }
  }

  async #create(stream: LogStream, operation: string, input: object): Promise<void> {
    try {
      await this.#call(stream, operation, input);
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ResourceAlreadyExistsException') throw error;
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
  return { owner, functionName: spec.functionName, group: spec.logGroupName, name, pending: [], draining: undefined };
}
