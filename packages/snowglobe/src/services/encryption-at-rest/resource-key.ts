import type { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';
import { callerName, keptFor, keptNow } from './data-key-cache.ts';
import { newDataKey, openDataKey, wordedAs } from './key-use.ts';

/** Who uses a key: a call, or a service that reads for a role. */
export interface KeyUser {
  readonly globe: Globe;
  readonly caller: Principal;
  readonly cause: CauseLink;
}

/** A resource whose data lies under data keys of a key of KMS. */
export interface KeyedResource {
  /** `kinesis`, as in `kms:ViaService`. */
  readonly service: string;
  /** Tells this resource from an earlier one of the same name. */
  readonly id: string;
  readonly scope: Scope;
  readonly context: Readonly<Record<string, string>>;
  /** How long the service keeps a data key for one caller. */
  readonly periodMs: number;
  /** KMS's refusal as the service tells it. */
  readonly word: (refusal: AwsError) => AwsError;
}

/** The data key under which this caller writes: KMS was asked for it (kms:GenerateDataKey) when the promise resolves. */
export function askDataKey(user: KeyUser, resource: KeyedResource, keyId: string): Promise<string> | undefined {
  const name = newName(user, resource, keyId);
  if (keptNow(user.globe, name) !== undefined) return undefined;
  return keptFor(user.globe, name, resource.periodMs, async () => {
    const { sealed } = await wordedAs(newDataKey({ ...user, ...resource }, keyId), resource.word);
    return Buffer.from(sealed).toString('base64');
  });
}

/** The data key that `askDataKey` asked for, base64. */
export function heldDataKey(user: KeyUser, resource: KeyedResource, keyId: string): string | undefined {
  return keptNow(user.globe, newName(user, resource, keyId));
}

/** Has those data keys decrypted that this caller has not opened lately (kms:Decrypt). Undefined: all are open. */
export function askToOpen(
  user: KeyUser,
  resource: KeyedResource,
  sealed: Iterable<string | undefined>,
): Promise<void> | undefined {
  const closed = new Set<string>();
  for (const each of sealed) {
    if (each !== undefined && keptNow(user.globe, openName(user, each)) === undefined) closed.add(each);
  }
  return closed.size === 0 ? undefined : open(user, resource, closed);
}

async function open(user: KeyUser, resource: KeyedResource, closed: ReadonlySet<string>): Promise<void> {
  for (const sealed of closed) {
    await keptFor(user.globe, openName(user, sealed), resource.periodMs, async () => {
      await wordedAs(openDataKey({ ...user, ...resource }, Buffer.from(sealed, 'base64')), resource.word);
      return true;
    });
  }
}

function newName({ caller }: KeyUser, { service, id }: KeyedResource, keyId: string): string {
  return `${service} new ${id} ${keyId} ${callerName(caller)}`;
}

function openName({ caller }: KeyUser, sealed: string): string {
  return `open ${sealed} ${callerName(caller)}`;
}
