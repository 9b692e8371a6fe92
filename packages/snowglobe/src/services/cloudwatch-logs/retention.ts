import { invalidParameter } from './errors.ts';

/** AWS: API reference of PutRetentionPolicy. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The days, when they are one of those that AWS offers. */
export function checkedRetention(days: number | undefined): number {
  if (days === undefined || !retentionDays.includes(days)) {
    throw invalidParameter(`The retention period ${days} is invalid. Valid values: [${retentionDays.join(', ')}]`);
  }
  return days;
}
