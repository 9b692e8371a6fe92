/** What goes back to the client. It is plain data: the ledger keeps it for a repeated command. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(statusCode: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

export function text(statusCode: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { statusCode, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

/** A client's mistake: its answer says which. */
export class ClientError extends Error {
  readonly answer: Answer;

  constructor(statusCode: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.answer = text(statusCode, message, headers);
  }
}
