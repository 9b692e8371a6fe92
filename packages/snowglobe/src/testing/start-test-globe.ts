import { openSnowglobe, type Snowglobe, type SnowglobeOptions } from '../snowglobe.ts';
import { collectFaults } from './collect-faults.ts';
import { type ClientClass, type ClientOptions, connectClient } from './connect-client.ts';

/** A globe for the runtime's own tests. A fault of the globe fails the test that waits for `settle` or `stop`. */
export interface TestGlobe extends Snowglobe {
  /** A client of the AWS SDK that talks to this globe as its root user, in us-east-1 unless told otherwise. */
  client<Client>(Client: ClientClass<Client>, options?: ClientOptions): Client;
  /** What went wrong inside the globe so far. */
  readonly faults: readonly string[];
}

export async function startTestGlobe(options: SnowglobeOptions = {}): Promise<TestGlobe> {
  const { list: faults, onFault, failOnFault } = collectFaults();
  const snowglobe = await openSnowglobe({ seed: 'test', onFault, ...options });
  const clients: { destroy(): void }[] = [];
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
