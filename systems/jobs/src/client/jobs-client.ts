import { Hash } from '@smithy/core/serde';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';

type SignatureOptions = ConstructorParameters<typeof SignatureV4>[0];

export interface JobsClientOptions {
  /** The stack's output `ApiUrl`. */
  readonly apiUrl: string;
  readonly region: string;
  readonly credentials: SignatureOptions['credentials'];
  /** The time that requests are signed with. Default: now. */
  readonly nowMs?: () => number;
}

/** What the API tells of a job: by consumer, and whether all of them have ended. */
export interface JobReport {
  readonly hasEnded: boolean;
  readonly parts: Readonly<Record<string, { readonly status: string; readonly [more: string]: unknown }>>;
}

export interface JobsClient {
  /** Answers the job's id. With a key, the same request makes the same job. */
  submit(request: object, idempotencyKey?: string): Promise<string>;
  get(jobId: string): Promise<JobReport>;
  cancel(jobId: string): Promise<void>;
}

/** The API's answer was not a success. */
export class ApiRefused extends Error {
  override readonly name = 'ApiRefused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(`${status}: ${message}`);
    this.status = status;
  }
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the API with signed requests. Throws ApiRefused. */
export function jobsClient(options: JobsClientOptions): JobsClient {
  const { nowMs = Date.now } = options;
  const signer = new SignatureV4({ ...options, service: 'execute-api', sha256: Hash.bind(null, 'sha256') });
  const call = async (each: Call) => await answerTo(await signedFetch(signer, options.apiUrl, each, nowMs()));
  return {
    submit: async (body, idempotencyKey) => {
      const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
      const { body: answer } = await call({ method: 'POST', path: 'jobs', body, headers });
      return (answer as { id: string }).id;
    },
    get: async (jobId) => {
      const { body, phase } = await call({ method: 'GET', path: `jobs/${encodeURIComponent(jobId)}` });
      return { hasEnded: phase === 'ended', parts: body as JobReport['parts'] };
    },
    cancel: async (jobId) => {
      await call({ method: 'POST', path: `jobs/${encodeURIComponent(jobId)}/cancel` });
    },
  };
}

async function signedFetch(signer: SignatureV4, apiUrl: string, call: Call, nowMs: number): Promise<Response> {
  const url = new URL(call.path, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`);
  const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
  const request = new HttpRequest({
    method: call.method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { host: url.host, 'content-type': 'application/json', ...call.headers },
    ...body,
  });
  const { headers } = await signer.sign(request, { signingDate: new Date(nowMs) });
  return await fetch(url, { method: call.method, headers, ...body });
}

async function answerTo(response: Response): Promise<{ readonly body: unknown; readonly phase: string | null }> {
  const text = await response.text();
  if (!response.ok) throw new ApiRefused(response.status, messageIn(text));
  return { body: JSON.parse(text), phase: response.headers.get('x-job-phase') };
}

/** The gateway and the templates both say `message`; anything else is told as it is. */
function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text);
    return typeof message === 'string' ? message : text;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
