import type { UnlabelParameterVersionRequest, UnlabelParameterVersionResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { findParameter, versionOf, versionsOf } from '../parameter.ts';
import { parseReference } from '../parameter-name.ts';

export const unlabelParameterVersion: Operation<UnlabelParameterVersionRequest, UnlabelParameterVersionResult> = (
  input,
  call,
) => {
  const { name, version } = findParameter(call, parseReference(input.Name ?? '').name);
  const row = versionOf(call, name, input.ParameterVersion ?? version);
  const listed = input.Labels ?? [];
  versionsOf(call, name).put({ ...row, labels: row.labels.filter((label) => !listed.includes(label)) });
  return {
    RemovedLabels: listed.filter((label) => row.labels.includes(label)),
    InvalidLabels: listed.filter((label) => !row.labels.includes(label)),
  };
};
