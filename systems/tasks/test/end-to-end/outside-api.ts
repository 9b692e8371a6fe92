import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DomainEvent } from '../../src/domain/domain-event.ts';

export interface Told {
  readonly key: string | undefined;
  readonly event: DomainEvent;
}

/** Somebody else's HTTP API, which is told of events. */
export class OutsideApi {
  readonly told: Told[] = [];
  /** Status of the next answers; 200 when there are none left. */
  readonly nextStatuses: number[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  static async open(): Promise<OutsideApi> {
    const api = new OutsideApi();
    api.#server.listen(0, '127.0.0.1');
    await once(api.#server, 'listening');
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/events`;
  }

  /** `<task>-<sequence>` of each accepted event of these tasks, in order. */
  toldOf(...taskIds: readonly string[]): readonly string[] {
    const keys = this.told.filter(({ event }) => taskIds.includes(event.id));
    return keys.map(({ event }) => `${event.id}-${event.sequence}`).sort();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const status = this.nextStatuses.shift() ?? 200;
    const key = request.headers['idempotency-key'];
    if (status < 300) {
      this.told.push({
        key: typeof key === 'string' ? key : undefined,
        event: JSON.parse(Buffer.concat(chunks).toString()),
      });
    }
    response.writeHead(status).end();
  }
}
