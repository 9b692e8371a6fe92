import type { ParameterStringFilter } from '@aws-sdk/client-ssm';
import { invalidFilterKey, invalidFilterOption } from './errors.ts';
import type { ParameterRow, VersionRow } from './tables.ts';

export interface Listed {
  readonly parameter: ParameterRow;
  readonly version: VersionRow;
}

type Match = (value: string, wanted: string) => boolean;

const options: Readonly<Record<string, Match>> = {
  Equals: (value, wanted) => value === wanted,
  BeginsWith: (value, wanted) => value.startsWith(wanted),
  Contains: (value, wanted) => value.includes(wanted),
};

/** What each filter key looks at. */
const values: Readonly<Record<string, (listed: Listed) => readonly string[]>> = {
  Name: ({ version }) => [version.name],
  Type: ({ version }) => [version.type],
  KeyId: ({ version }) => (version.keyId === undefined ? [] : [version.keyId]),
  Tier: ({ version }) => [version.tier],
  DataType: ({ version }) => [version.dataType],
  Label: ({ version }) => version.labels,
};

/** True when a parameter passes every filter. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html */
export function passes(listed: Listed, filters: readonly ParameterStringFilter[] | undefined): boolean {
  return (filters ?? []).every((filter) => passesOne(listed, filter));
}

function passesOne(listed: Listed, { Key = '', Option: option, Values: wanted = [] }: ParameterStringFilter): boolean {
  if (Key === 'Path') return wanted.some((path) => isUnder(listed.version.name, path, option === 'Recursive'));
  const present = Key.startsWith('tag:') ? tagValues(listed.parameter, Key.slice(4)) : values[Key]?.(listed);
  if (present === undefined) throw invalidFilterKey(Key);
  const match = options[option ?? 'Equals'];
  if (match === undefined) throw invalidFilterOption(option ?? '');
  if (wanted.length === 0) return present.length > 0;
  return present.some((value) => wanted.some((one) => match(value, one)));
}

function tagValues({ tags }: ParameterRow, key: string): readonly string[] {
  return tags.filter((tag) => tag.Key === key).map(({ Value }) => Value ?? '');
}

/** True for parameters below a path: directly, or at any depth. */
export function isUnder(name: string, path: string, recursive: boolean): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  const qualified = name.startsWith('/') ? name : `/${name}`;
  if (!qualified.startsWith(folder)) return false;
  return recursive || !qualified.slice(folder.length).includes('/');
}
