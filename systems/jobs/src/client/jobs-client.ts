import { type Answer, type ApiAccess, type SignedRequest, signedFetch } from './signed-fetch.ts';

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

/** Calls the API with signed requests. Throws ApiRefused. */
export function jobsClient(access: ApiAccess): JobsClient {
  const call = async (request: SignedRequest) => readAnswer(await signedFetch(access, request));
  return {
    submit: async (request, idempotencyKey) => {
      const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
      const { body } = await call({ method: 'POST', path: 'jobs', body: JSON.stringify(request), headers });
      return (body as { id: string }).id;
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

function readAnswer({ status, headers, text }: Answer): { readonly body: unknown; readonly phase: string | undefined } {
  if (status >= 300) throw new ApiRefused(status, messageIn(text));
  return { body: JSON.parse(text), phase: headers['x-job-phase'] };
}

/** The gateway says `message` or `Message`, the templates `message`; anything else is told as it is. */
function messageIn(text: string): string {
  try {
    const { message, Message } = JSON.parse(text);
    return String(message ?? Message ?? text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
