import { invalidArgument, unsupported } from './errors.ts';

/** `yyyy` and its like, as Java's DateTimeFormatter has them. Always UTC. */
const dateFields: Readonly<Record<string, (date: Date) => string>> = {
  yyyy: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  YYYY: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  yy: (date) => String(date.getUTCFullYear()).slice(-2),
  MM: (date) => two(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  dd: (date) => two(date.getUTCDate()),
  d: (date) => String(date.getUTCDate()),
  HH: (date) => two(date.getUTCHours()),
  H: (date) => String(date.getUTCHours()),
  mm: (date) => two(date.getUTCMinutes()),
  ss: (date) => two(date.getUTCSeconds()),
  SSS: (date) => String(date.getUTCMilliseconds()).padStart(3, '0'),
};

const two = (value: number): string => String(value).padStart(2, '0');

/** Formats an instant by a Java pattern: letters are fields, `'text'` is literal. Throws InvalidArgumentException for unknown fields. */
export function formatInstant(pattern: string, at: number): string {
  const date = new Date(at);
  return pattern.replace(/'([^']*)'|([A-Za-z])\2*/g, (token, literal: string | undefined) => {
    if (literal !== undefined) return literal === '' ? "'" : literal;
    const field = dateFields[token];
    if (!field) throw unsupported(`The field ${token} of a timestamp in a prefix`);
    return field(date);
  });
}

export interface PrefixValues {
  /** When the batch's oldest record arrived. */
  readonly at: number;
  readonly randomString: () => string;
  /** `processing-failed`; absent where no error is written. */
  readonly errorOutputType?: string;
}

const defaultTime = 'yyyy/MM/dd/HH/';
const expression = /!\{([^}:]*):([^}]*)\}/g;

/** The value of a prefix. Without a timestamp in it, the UTC hour follows. */
export function prefixValue(prefix: string, values: PrefixValues): string {
  const text = prefix.replace(expression, (_, namespace: string, value: string) => valueOf(namespace, value, values));
  return prefix.includes('!{timestamp:') ? text : text + formatInstant(defaultTime, values.at);
}

function valueOf(namespace: string, value: string, values: PrefixValues): string {
  if (namespace === 'timestamp') return formatInstant(value, values.at);
  if (namespace === 'firehose' && value === 'random-string') return values.randomString();
  if (namespace === 'firehose' && value === 'error-output-type' && values.errorOutputType !== undefined) {
    return values.errorOutputType;
  }
  if (namespace.startsWith('partitionKeyFrom')) throw unsupported(`!{${namespace}:...} in a prefix`);
  throw invalidArgument(`Invalid expression !{${namespace}:${value}} in the prefix.`);
}

/** Throws InvalidArgumentException when a stream could not write with these prefixes. */
export function checkPrefixes(prefix = '', errorPrefix = ''): void {
  const trial = { at: 0, randomString: () => '' };
  prefixValue(prefix, trial);
  prefixValue(errorPrefix, { ...trial, errorOutputType: 'processing-failed' });
  if (/!\{\w+:/.test(prefix) && errorPrefix === '') {
    throw invalidArgument('ErrorOutputPrefix must be given when Prefix contains expressions.');
  }
  if (errorPrefix.includes('!{') && !errorPrefix.includes('!{firehose:error-output-type}')) {
    throw invalidArgument('ErrorOutputPrefix with expressions must contain !{firehose:error-output-type}.');
  }
}

/** AWS's object names: `<stream>-<version>-<yyyy-MM-dd-HH-mm-ss>-<uuid>`. */
export function objectName(stream: string, versionId: string, at: number, uuid: string): string {
  return `${stream}-${versionId}-${formatInstant('yyyy-MM-dd-HH-mm-ss', at)}-${uuid}`;
}
