import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { Store } from '../contract/store.ts';

/** One permission that was asked for. */
export interface PermissionUse {
  readonly action: string;
  readonly resource: string;
  allowed: number;
  denied: number;
  /** What conditions could have asked: key > values seen, the first few of each. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** What one role or user asked for. */
export interface PrincipalUse {
  readonly principal: Principal;
  readonly permissions: ReadonlyMap<string, PermissionUse>;
}

const maximumPrincipals = 1_000;
/** Beyond this many, the resources of an action are counted together, under their parent. */
const maximumResourcesPerAction = 200;
const maximumPermissions = 5_000;
const maximumContextValues = 5;

interface Ledger {
  readonly principal: Principal;
  readonly permissions: Map<string, PermissionUse>;
  readonly resourcesByAction: Map<string, number>;
}

/** Counts what principals ask for, in bounded memory; empty after a restart. */
export class AccessUse {
  readonly #ledgers = new Map<string, Ledger>();

  note(principal: Principal, request: AccessRequest, allowed: boolean): void {
    if (principal.kind !== 'assumed-role' && principal.kind !== 'user') return;
    const ledger = this.#ledgerOf(principal.kind === 'user' ? principal.arn : principal.roleArn, principal);
    const use = ledger && permissionIn(ledger, request);
    if (!use) return;
    if (allowed) use.allowed += 1;
    else use.denied += 1;
    if (request.context) addContext(use.context as Record<string, string[]>, request.context);
  }

  principals(): Iterable<readonly [string, PrincipalUse]> {
    return this.#ledgers;
  }

  forget(): void {
    this.#ledgers.clear();
  }

  #ledgerOf(arn: string, principal: Principal): Ledger | undefined {
    const known = this.#ledgers.get(arn);
    if (known) return known;
    if (this.#ledgers.size >= maximumPrincipals) return undefined;
    const ledger: Ledger = { principal, permissions: new Map(), resourcesByAction: new Map() };
    this.#ledgers.set(arn, ledger);
    return ledger;
  }
}

function permissionIn(ledger: Ledger, { action, resource }: AccessRequest): PermissionUse | undefined {
  const known = ledger.permissions.get(`${action} ${resource}`);
  if (known) return known;
  const resources = ledger.resourcesByAction.get(action) ?? 0;
  const counted = resources < maximumResourcesPerAction ? resource : parentOf(resource);
  const key = `${action} ${counted}`;
  const joined = ledger.permissions.get(key);
  if (joined || ledger.permissions.size >= maximumPermissions) return joined;
  const use: PermissionUse = { action, resource: counted, allowed: 0, denied: 0, context: {} };
  ledger.permissions.set(key, use);
  ledger.resourcesByAction.set(action, resources + 1);
  return use;
}

/** `arn:aws:s3:::bucket/*` of all its objects: the resource's first part, and everything below it. */
function parentOf(resource: string): string {
  const [, head = resource] = /^((?:[^:]*:){5}(?:[^:/]*[:/])?)/.exec(resource) ?? [];
  return `${head}*`;
}

function addContext(known: Record<string, string[]>, context: NonNullable<AccessRequest['context']>): void {
  for (const [key, value] of Object.entries(context)) {
    const values = (known[key] ??= []);
    for (const each of typeof value === 'string' ? [value] : value) {
      if (values.length < maximumContextValues && !values.includes(each)) values.push(each);
    }
  }
}

const ofStore = new WeakMap<Store, AccessUse>();

/** What was asked of the globe whose store this is. */
export function accessUseOf(store: Store): AccessUse {
  const use = ofStore.get(store) ?? new AccessUse();
  ofStore.set(store, use);
  return use;
}
