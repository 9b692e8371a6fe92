export interface ClientOptions {
  /** Default `us-east-1`. */
  readonly region?: string;
  /** Default: the root of account 000000000000. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Tries of a failing call. Default 1: a test sees the first answer. */
  readonly maxAttempts?: number;
  /** Anything else that the client's constructor takes. */
  readonly [option: string]: unknown;
}

/** A client class of the AWS SDK for JavaScript, version 3. */
// oxlint-disable-next-line typescript/no-explicit-any -- each client's configuration has a type of its own
export type ClientClass<Client> = new (configuration: any) => Client;

/** Makes a client for a globe and remembers it, so that its connections can be closed. */
export function connectClient<Client>(
  endpoint: string,
  opened: { destroy(): void }[],
  Client: ClientClass<Client>,
  options: ClientOptions = {},
): Client {
  const client = new Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    ...options,
  });
  opened.push(client as { destroy(): void });
  return client;
}
