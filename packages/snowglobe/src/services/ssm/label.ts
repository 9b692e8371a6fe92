import { maxLabelLength } from './limits.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html */
export function isLabel(label: string): boolean {
  return label.length <= maxLabelLength && /^[A-Za-z_.-][\w.-]*$/.test(label) && !/^(aws|ssm)/i.test(label);
}
