import { invalidArgument } from './errors.ts';
import { retentionLimits } from './limits.ts';

/** Throws InvalidArgumentException outside of 24 hours to 365 days. */
export function checkRetention(hours: number): void {
  if (hours < retentionLimits.minimumHours) {
    throw invalidArgument(
      `Minimum allowed retention period is ${retentionLimits.minimumHours} hours. Requested retention period (${hours} hours) is too short.`,
    );
  }
  if (hours > retentionLimits.maximumHours) {
    throw invalidArgument(
      `Maximum allowed retention period is ${retentionLimits.maximumHours} hours. Requested retention period (${hours} hours) is too long.`,
    );
  }
}
