/** What Lambda's Node.js runtime reports of errors. */

export interface ErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** An error whose type starts with `Runtime.`, as the runtime itself raises them. */
export class RuntimeError extends Error {
  constructor(errorType: string, message: string, stack?: string) {
    super(message);
    this.name = errorType;
    if (stack !== undefined) this.stack = stack;
  }
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

export function isErrorLike(value: unknown): value is ErrorLike {
  if (value instanceof Error) return true;
  if (typeof value !== 'object' || value === null) return false;
  return 'name' in value && 'message' in value && 'stack' in value;
}

/** The body of a failed invocation. Whatever is thrown has one. */
export function errorBody(thrown: unknown): ErrorBody {
  try {
    if (isErrorLike(thrown)) {
      return {
        errorType: String(thrown.name),
        errorMessage: String(thrown.message),
        trace: String(thrown.stack ?? '').split('\n'),
      };
    }
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
      trace: [],
    };
  }
}

/** An error as it stands in a log line: its own members too, the stack split in lines. */
export function errorForLog(thrown: unknown): string {
  if (!isErrorLike(thrown)) return JSON.stringify(errorBody(thrown));
  const known: Record<string, unknown> = { errorType: thrown.name, errorMessage: thrown.message };
  if ('code' in thrown && thrown.code !== undefined) known['code'] = thrown.code;
  known['stack'] = String(thrown.stack ?? '').split('\n');
  try {
    const members = Object.fromEntries(Object.entries(thrown).filter(([name]) => name !== 'name'));
    return JSON.stringify({ ...known, ...members });
  } catch {
    return JSON.stringify(known);
  }
}
