import type { Random } from '../../contract/time.ts';

export interface NameOptions {
  readonly maxLength?: number;
  readonly lowerCase?: boolean;
  readonly suffix?: string;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const randomLength = 12;

/** `<stack>-<logicalId>-<12 random characters><suffix>`, the stack's and the resource's names cut where it would be too long. */
export function physicalName(stackName: string, logicalId: string, random: Random, options: NameOptions = {}): string {
  const { maxLength = 255, lowerCase = false, suffix = '' } = options;
  const unique = random.text(randomLength, alphabet);
  const room = maxLength - randomLength - 2 - suffix.length;
  const logical = logicalId.slice(0, Math.max(room - Math.min(stackName.length, Math.floor(room / 2)), 0));
  const stack = stackName.slice(0, room - logical.length).replace(/-+$/, '');
  const name = [stack, logical, unique].filter((part) => part !== '').join('-');
  return (lowerCase ? name.toLowerCase() : name) + suffix;
}
