import { openSnowglobe, type Snowglobe, type SnowglobeOptions } from '../snowglobe.ts';
import { type ClientClass, type ClientOptions, connectClient } from './connect-client.ts';

/** A globe for the runtime's own tests. A fault of the globe fails the test that waits for `settle` or `stop`. */
export interface TestGlobe extends Snowglobe {
  /** A client of the AWS SDK that talks to this globe as its root user, in us-east-1 unless told otherwise. */
  client<Client>(Client: ClientClass<Client>, options?: ClientOptions): Client;
  /** What went wrong inside the globe so far. */
  readonly faults: readonly string[];
}

export async function startTestGlobe(options: SnowglobeOptions = {}): Promise<TestGlobe> {
  const faults: string[] = [];
  const onFault = (where: string, error: unknown) => {
    faults.push(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  const snowglobe = await openSnowglobe({ seed: 'test', onFault, ...options });
  const clients: { destroy(): void }[] = [];
  const failOnFault = () => {
    if (faults.length > 0) throw new Error(`the globe had faults:\n${faults.splice(0).join('\n')}`);
  };
  return {
    ...snowglobe,
    faults,
    client: (Client, clientOptions) => connectClient(snowglobe.endpoint, clients, Client, clientOptions),
    settle: async (timeoutMs) => {
      await snowglobe.settle(timeoutMs);
      failOnFault();
    },
    stop: async () => {
      for (const client of clients) client.destroy();
      await snowglobe.stop();
      failOnFault();
    },
  };
}
