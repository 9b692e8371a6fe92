import type * as Yaml from 'yaml';

const functionNames = [
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'ForEach',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
];

/** YAML's short forms and what they stand for. */
const shortTags: readonly (readonly [tag: string, name: string])[] = [
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...functionNames.map((name) => [`!${name}`, `Fn::${name}`] as const),
];

/** Custom tags for the `yaml` package: each short form on a scalar, a list and a map. */
export function shortFormTags({ Pair, Scalar, YAMLMap }: typeof Yaml): (Yaml.ScalarTag | Yaml.CollectionTag)[] {
  const longForm = (name: string, argument: unknown): Yaml.YAMLMap => {
    const map = new YAMLMap();
    map.items.push(new Pair(new Scalar(name), argument));
    return map;
  };
  return shortTags.flatMap(([tag, name]) => [
    { tag, resolve: (text: string) => new Scalar({ [name]: scalarArgument(name, text) }) },
    { tag, collection: 'seq' as const, resolve: (node: unknown) => longForm(name, node) },
    { tag, collection: 'map' as const, resolve: (node: unknown) => longForm(name, node) },
  ]);
}

/** `!GetAtt Queue.Arn` means `[Queue, Arn]`: the first dot divides. */
function scalarArgument(name: string, text: string): unknown {
  if (name !== 'Fn::GetAtt') return text;
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
