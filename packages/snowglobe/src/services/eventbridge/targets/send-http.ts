import type { Globe } from '../../../contract/globe.ts';
import { TargetFailure } from '../delivery-outcome.ts';

export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter?: string;
  readonly body: string;
}

/** One HTTP request; a TargetFailure that is retried when nothing answers before the globe's clock says so. */
export async function sendHttp(globe: Globe, request: HttpRequest, timeoutMs: number): Promise<HttpAnswer> {
  const stop = new AbortController();
  const due = globe.scheduler.after(timeoutMs, `timeout of ${request.url.host}`, () => stop.abort());
  try {
    const { url, method, headers, body } = request;
    const hasBody = body !== '' && method !== 'GET' && method !== 'HEAD';
    const init = { method, headers, signal: stop.signal, redirect: 'manual' as const };
    const answer = await fetch(url, hasBody ? { ...init, body } : init);
    const retryAfter = answer.headers.get('retry-after');
    const text = await answer.text();
    return { status: answer.status, body: text, ...(retryAfter !== null && { retryAfter }) };
  } catch (error) {
    throw new TargetFailure({
      code: stop.signal.aborted ? 'TIMEOUT' : 'CONNECTION_FAILURE',
      message: `${request.url.host} did not answer: ${error instanceof Error ? error.message : String(error)}`,
      retried: true,
    });
  } finally {
    due.cancel();
  }
}
