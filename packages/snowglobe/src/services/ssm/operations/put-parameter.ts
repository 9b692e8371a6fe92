import type { PutParameterRequest, PutParameterResult } from '@aws-sdk/client-ssm';
import type { Call, Operation } from '../../../contract/operation.ts';
import { hierarchyTypeMismatch, maxVersionsWithLabel, parameterAlreadyExists, validation } from '../errors.ts';
import { maxVersions } from '../limits.ts';
import { newestVersion, parametersOf, versionsOf } from '../parameter.ts';
import { checkedName } from '../parameter-name.ts';
import { checkPattern, tierOf } from '../parameter-value.ts';
import { type VersionRow, versionKey } from '../tables.ts';
import { checkedTags } from '../tags.ts';

export const putParameter: Operation<PutParameterRequest, PutParameterResult> = (input, call) => {
  refuseUnsupported(input);
  const name = checkedName(input.Name ?? '');
  const rows = parametersOf(call);
  const existing = rows.get(name);
  if (existing !== undefined && input.Overwrite !== true) throw parameterAlreadyExists();
  if (input.Overwrite === true && (input.Tags?.length ?? 0) > 0) throw validation(tagsAndOverwrite);
  const previous = existing && newestVersion(call, existing);
  const row = newVersion(input, call, name, previous);
  if (previous !== undefined) makeRoom(call, name);
  versionsOf(call, name).put(row);
  rows.put({ name, version: row.version, tags: existing?.tags ?? checkedTags(input.Tags) });
  return { Version: row.version, Tier: row.tier };
};

const tagsAndOverwrite =
  "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.";

function refuseUnsupported(input: PutParameterRequest): void {
  if (input.Policies !== undefined && !['', '[]', '[{}]'].includes(input.Policies)) {
    throw validation('Parameter policies are not supported here: Policies');
  }
  if (input.DataType !== undefined && input.DataType !== 'text') {
    throw validation(`The data type is not supported here: ${input.DataType}`);
  }
}

/** What an overwriting request leaves out stays as it was. */
function newVersion(
  input: PutParameterRequest,
  call: Call,
  name: string,
  previous: VersionRow | undefined,
): VersionRow {
  const type = input.Type ?? previous?.type;
  if (type === undefined) throw validation('A parameter type is required when you create a parameter.');
  if (previous !== undefined && previous.type !== type) throw hierarchyTypeMismatch();
  const value = input.Value ?? '';
  if (value === '') throw validation("Parameter value can't be empty.");
  const allowedPattern = input.AllowedPattern ?? previous?.allowedPattern;
  checkPattern(value, allowedPattern);
  return {
    name,
    version: (previous?.version ?? 0) + 1,
    type,
    value,
    tier: tierOf(input.Tier, value, previous?.tier),
    description: input.Description ?? previous?.description,
    allowedPattern,
    keyId: type === 'SecureString' ? (input.KeyId ?? previous?.keyId ?? 'alias/aws/ssm') : undefined,
    dataType: 'text',
    labels: [],
    lastModifiedAt: call.globe.clock.now(),
    lastModifiedUser: 'arn' in call.caller ? call.caller.arn : `arn:aws:iam::${call.caller.account}:root`,
  };
}

/** A parameter keeps a hundred versions: the oldest goes, unless it has a label. */
function makeRoom(call: Call, name: string): void {
  const rows = versionsOf(call, name);
  if (rows.size < maxVersions) return;
  for (const oldest of rows.range()) {
    if (oldest.labels.length > 0) throw maxVersionsWithLabel(name, oldest.version);
    rows.delete(versionKey(oldest.version));
    return;
  }
}
