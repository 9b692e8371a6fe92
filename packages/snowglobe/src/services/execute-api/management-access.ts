import { formatArn } from '../../contract/arn.ts';
import type { AccessRule } from '../../contract/operation.ts';

/** Method and path of each operation; `{name}` stands for a member of the input. */
export type ManagementRequests = Readonly<Record<string, readonly [string, string]>>;

/** The permission of each operation: `apigateway:GET` on `arn:aws:apigateway:REGION::/restapis/ID`. */
export function accessFrom(requests: ManagementRequests): Readonly<Record<string, AccessRule>> {
  const rules = Object.entries(requests).map(([operation, [method, path]]): [string, AccessRule] => [
    operation,
    (input, call) => {
      const filled = path.replace(/\{(\w+)\}/g, (_label, name: string) =>
        encodeURIComponent(String(input[name] ?? '')),
      );
      const resource = formatArn('apigateway', { ...call.scope, account: '' }, filled);
      return [{ action: `apigateway:${method}`, resource }];
    },
  ]);
  return Object.fromEntries(rules);
}
