import type { AccessRule } from '../../contract/operation.ts';
import { operations } from './operations.ts';

/** AWS: Service Authorization Reference, "AWS Organizations". Actions are asked on everything: policies rarely name its resources. */
export const access: Readonly<Record<string, AccessRule>> = Object.fromEntries(
  Object.keys(operations).map((operation): [string, AccessRule] => [
    operation,
    () => [{ action: `organizations:${operation}`, resource: '*' }],
  ]),
);
