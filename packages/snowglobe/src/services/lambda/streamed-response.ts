import type { InvocationResult } from '../../contract/function-runner.ts';
import type { ResponseSink } from '../../execution/function-spec.ts';

/** A response that is read while the function still writes it. */
export class StreamedResponse implements ResponseSink {
  readonly #chunks: Uint8Array[] = [];
  #wake: () => void = () => {};
  #over = false;
  #open: (contentType: string | undefined) => void = () => {};
  /** The content type, once the function has begun to stream; undefined when it answered without streaming. */
  readonly opened: Promise<string | undefined>;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  begin(contentType: string): void {
    this.#open(contentType);
  }

  write(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#wake();
  }

  /** The invocation is over; nothing more will be written. */
  end(): void {
    this.#over = true;
    this.#open(undefined);
    this.#wake();
  }

  async *chunks(): AsyncGenerator<Uint8Array, void, void> {
    for (;;) {
      const next = this.#chunks.shift();
      if (next) yield next;
      else if (this.#over) return;
      else await this.#more();
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** Runs an invocation that may stream. `result` settles when the function is done. */
export async function runStreamed(run: (stream: ResponseSink) => Promise<InvocationResult>): Promise<{
  readonly stream: StreamedResponse;
  readonly contentType: string | undefined;
  readonly result: Promise<InvocationResult>;
}> {
  const stream = new StreamedResponse();
  const result = run(stream).finally(() => stream.end());
  // A refused invocation must reject here, not be lost while the stream is awaited.
  const contentType = await Promise.race([stream.opened, result.then(() => stream.opened)]);
  result.catch(() => {});
  return { stream, contentType, result };
}
