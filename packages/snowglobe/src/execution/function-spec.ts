import type { LogFormat, LogLevel } from './messages.ts';

/** Everything that running one version of a function takes. */
export interface FunctionSpec {
  /** Changes whenever code or configuration does; environments of another revision are not reused. */
  readonly revision: string;
  /** Without version. */
  readonly functionArn: string;
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly region: string;
  /** For example `nodejs22.x`. */
  readonly runtime: string;
  /** `file.export`, the file relative to the code folder. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The folder that is /var/task. */
  readonly codeFolder: string;
  /** What is /opt: one folder per layer, the last one wins. */
  readonly layerFolders: readonly string[];
  readonly logGroupName: string;
  readonly logFormat: LogFormat;
  readonly applicationLogLevel: LogLevel;
  /** Where the function's clients reach AWS. */
  readonly endpoint: string;
  /** Credentials of the execution role, asked for once per environment. */
  issueCredentials(): EnvironmentCredentials;
}

export interface EnvironmentCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Epoch ms on the globe's clock. */
  readonly expiresAt: number;
}

export interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** As the caller addressed the function. */
  readonly invokedFunctionArn: string;
  /** `Root=...;Parent=...;Sampled=1` */
  readonly traceHeader: string;
  /** JSON text. */
  readonly clientContext?: string;
  /** Receives the answer of a streaming function as it is written; absent: it is gathered. */
  readonly stream?: ResponseSink;
}

/** Takes a streamed response. */
export interface ResponseSink {
  begin(contentType: string): void;
  write(bytes: Uint8Array): void;
}

export interface InvocationOutcome {
  /** JSON text; for a failure `{errorType, errorMessage, trace?}`. */
  readonly payload: string;
  readonly failed: boolean;
  /** The last 4 KB of the invocation's log. */
  readonly logTail: string;
  readonly durationMs: number;
}

/** One event for the function's log. */
export interface LogEvent {
  readonly text: string;
  /** Epoch ms on the globe's clock. */
  readonly at: number;
}

/** Receives what functions log. */
export type LogSink = (spec: FunctionSpec, logStreamName: string, events: readonly LogEvent[]) => void;
