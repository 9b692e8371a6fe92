import type { LabelParameterVersionRequest, LabelParameterVersionResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { labelLimitExceeded } from '../errors.ts';
import { isLabel } from '../label.ts';
import { maxLabels } from '../limits.ts';
import { findParameter, versionOf, versionsOf } from '../parameter.ts';
import { parseReference } from '../parameter-name.ts';

/** A label is at one version only: it moves. */
export const labelParameterVersion: Operation<LabelParameterVersionRequest, LabelParameterVersionResult> = (
  input,
  call,
) => {
  const parameter = findParameter(call, parseReference(input.Name ?? '').name);
  const target = versionOf(call, parameter.name, input.ParameterVersion ?? parameter.version);
  const valid = (input.Labels ?? []).filter(isLabel);
  const labels = [...new Set([...target.labels, ...valid])];
  if (labels.length > maxLabels) throw labelLimitExceeded();
  const rows = versionsOf(call, parameter.name);
  for (const row of Array.from(rows.range())) {
    if (row.version === target.version) rows.put({ ...row, labels });
    else if (row.labels.some((label) => valid.includes(label))) {
      rows.put({ ...row, labels: row.labels.filter((label) => !valid.includes(label)) });
    }
  }
  return {
    InvalidLabels: (input.Labels ?? []).filter((label) => !isLabel(label)),
    ParameterVersion: target.version,
  };
};
