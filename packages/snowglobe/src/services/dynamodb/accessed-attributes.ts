import { tokenize } from './expressions/tokenizer.ts';

/** What the attribute names of a request can be read from. */
export interface AttributeSources {
  readonly Item?: object | undefined;
  readonly Key?: object | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly AttributeUpdates?: object | undefined;
  readonly Expected?: object | undefined;
  readonly KeyConditions?: object | undefined;
  readonly QueryFilter?: object | undefined;
  readonly ScanFilter?: object | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
}

const maps = ['Item', 'Key', 'AttributeUpdates', 'Expected', 'KeyConditions', 'QueryFilter', 'ScanFilter'] as const;
const expressions = [
  'ProjectionExpression',
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'UpdateExpression',
] as const;

/** The top-level attributes that a request names: the condition key `dynamodb:Attributes`. */
export function accessedAttributes(input: AttributeSources): readonly string[] {
  const names = new Set<string>(input.AttributesToGet);
  for (const member of maps) {
    for (const name in input[member]) names.add(name);
  }
  for (const member of expressions) {
    const text = input[member];
    if (text === undefined) continue;
    for (const name of topLevelNames(text)) {
      const actual = name.startsWith('#') ? input.ExpressionAttributeNames?.[name] : name;
      if (actual !== undefined) names.add(actual);
    }
  }
  return [...names];
}

const keywords = new Set(['AND', 'OR', 'NOT', 'BETWEEN', 'IN', 'SET', 'REMOVE', 'ADD', 'DELETE']);
const known = new Map<string, readonly string[]>();

/** Names and name placeholders that start a path. */
function topLevelNames(text: string): readonly string[] {
  let names = known.get(text);
  if (names) return names;
  const tokens = tokenize(text);
  names = tokens
    .filter(({ kind, text: word }, at) => {
      if (kind === 'namePlaceholder') return tokens[at - 1]?.text !== '.';
      const isCall = tokens[at + 1]?.text === '(';
      return kind === 'name' && tokens[at - 1]?.text !== '.' && !isCall && !keywords.has(word.toUpperCase());
    })
    .map(({ text: word }) => word);
  if (known.size > 2000) known.clear();
  known.set(text, names);
  return names;
}
