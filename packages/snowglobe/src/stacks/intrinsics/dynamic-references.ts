import { isValueObject, type Value } from './value.ts';

/** `{{resolve:ssm:name:version}}` */
export interface DynamicReference {
  readonly service: 'ssm' | 'ssm-secure' | 'secretsmanager';
  /** What follows the service, colons included. */
  readonly key: string;
}

/** Fetches what a reference stands for. */
export type ResolveReference = (reference: DynamicReference) => Promise<string>;

const pattern = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}/g;

/** The dynamic references in a value, at any depth. */
export function dynamicReferences(value: Value): readonly DynamicReference[] {
  if (typeof value === 'string')
    return value.includes('{{resolve:') ? [...value.matchAll(pattern)].map(referenceOf) : [];
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(dynamicReferences);
  return isValueObject(value) ? Object.values(value).flatMap(dynamicReferences) : [];
}

function referenceOf(match: RegExpMatchArray | RegExpExecArray): DynamicReference {
  return { service: match[1] as DynamicReference['service'], key: match[2] ?? '' };
}

/** The value with every dynamic reference replaced by what it stands for. */
export async function resolveDynamicReferences(value: Value, resolve: ResolveReference): Promise<Value> {
  if (dynamicReferences(value).length === 0) return value;
  if (Array.isArray(value))
    return Promise.all((value as readonly Value[]).map((item) => resolveDynamicReferences(item, resolve)));
  if (isValueObject(value)) {
    const members = Object.entries(value).map(
      async ([name, item]) => [name, await resolveDynamicReferences(item, resolve)] as const,
    );
    return Object.fromEntries(await Promise.all(members));
  }
  if (typeof value !== 'string') return value;
  let text = value;
  for (const match of text.matchAll(pattern)) text = text.replace(match[0], await resolve(referenceOf(match)));
  return text;
}
