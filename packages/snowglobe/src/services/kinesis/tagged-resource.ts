import type { Call } from '../../contract/operation.ts';
import { requireConsumerByArn } from './consumer.ts';
import { putStream, requireStream } from './stream.ts';
import { consumers } from './tables.ts';

/** What streams and consumers both have: tags and a policy. */
interface Resource {
  readonly tags: Readonly<Record<string, string>>;
  readonly policy: string | undefined;
  /** Writes within the open step; a policy of undefined takes it away. */
  change(change: { readonly tags?: Record<string, string> } | { readonly policy: string | undefined }): void;
}

function changed<Row extends { readonly policy?: string }>(row: Row, change: object): Row {
  const { policy, ...rest }: { policy?: string } & Row = { ...row, ...change };
  return (policy === undefined ? rest : { ...rest, policy }) as Row;
}

/** The stream or consumer behind a ResourceARN. Throws ResourceNotFoundException. */
export function requireResource(arn: string, call: Call): Resource {
  if (arn.includes('/consumer/')) {
    const { row, stream } = requireConsumerByArn(arn, call.globe);
    const rows = call.globe.store.collection(consumers, stream.scope);
    return { tags: row.tags, policy: row.policy, change: (change) => rows.put(changed(row, change)) };
  }
  const stream = requireStream({ StreamARN: arn }, call);
  return {
    tags: stream.row.tags,
    policy: stream.row.policy,
    change: (change) => putStream(call.globe, { ...stream, row: changed(stream.row, change) }, {}),
  };
}
