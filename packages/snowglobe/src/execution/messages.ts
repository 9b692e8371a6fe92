/** What the main thread and a function's worker thread say to each other. */

/** Given to the worker when its thread starts. */
export interface WorkerStart {
  /** Where Snowglobe's own package lies: the last place in which `@aws-sdk/*` is looked for. */
  readonly packageFolder: string;
  /** Int32 counter: grows with each message sent to the worker; a frozen worker waits on it. */
  readonly wakeSignal: SharedArrayBuffer;
  /** `Clock.shared` of the globe. */
  readonly clock: SharedArrayBuffer;
}

export type LogFormat = 'Text' | 'JSON';
export const logLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Turns a worker into an environment of one function. */
export interface InitMessage {
  readonly kind: 'init';
  readonly taskRoot: string;
  readonly handler: string;
  /** For example 22 for nodejs22.x. */
  readonly runtimeMajor: number;
  readonly memoryMb: number;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly logFormat: LogFormat;
  /** Least level that JSON logs keep. */
  readonly applicationLogLevel: LogLevel;
  readonly environment: Readonly<Record<string, string>>;
  /** `node_modules` folders of layers, in the order in which they are searched. */
  readonly modulePaths: readonly string[];
  /** `http://127.0.0.1:PORT`, where connections to AWS are led. */
  readonly endpoint: string;
  readonly codeCache: readonly CodeCacheEntry[];
}

/** Compiled code of one script file, as V8 keeps it. */
export interface CodeCacheEntry {
  /** File, size and modification time. */
  readonly key: string;
  readonly data: Uint8Array;
}

export interface InvokeMessage {
  readonly kind: 'invoke';
  readonly requestId: string;
  readonly payload: string;
  readonly invokedFunctionArn: string;
  readonly traceHeader: string;
  /** Time left, counted from the moment of sending. */
  readonly timeoutMs: number;
  readonly clientContext?: string;
  readonly cognitoIdentity?: { readonly cognitoIdentityId: string; readonly cognitoIdentityPoolId: string };
}

export type ToWorker = InitMessage | InvokeMessage;

export type FromWorker =
  | { readonly kind: 'ready' }
  /** `error` is JSON text: `{errorType, errorMessage, trace}`. */
  | { readonly kind: 'init-failed'; readonly error: string }
  /** One log event. */
  | { readonly kind: 'log'; readonly text: string; readonly at: number }
  | { readonly kind: 'stream'; readonly contentType: string }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  | { readonly kind: 'response'; readonly payload: string; readonly usedMemoryMb: number }
  /** `fatal`: the thread ends with it. */
  | { readonly kind: 'failure'; readonly error: string; readonly usedMemoryMb: number; readonly fatal?: true }
  | { readonly kind: 'code-cache'; readonly entry: CodeCacheEntry };
