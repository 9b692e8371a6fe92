import { everywhere } from '../contract/scope.ts';
import type { Store } from '../contract/store.ts';
import { compiledPolicy } from './compile-policy.ts';
import type { NamedPolicy } from './evaluate.ts';
import {
  type OrganizationPolicyType,
  type OrganizationRow,
  organizationAccounts,
  organizationalUnits,
  organizationPolicies,
  organizations,
} from './organization-tables.ts';

/** Policies level by level, from the root down to the account: each level must allow. */
export type PolicyLevels = readonly (readonly NamedPolicy[])[];

/** What an account's organization says of it. */
export interface AccountControls {
  readonly organizationId: string;
  /** `o-.../r-.../ou-.../` */
  readonly path: string;
  /** Undefined where this type of policy does not bind the account: it is the management account, or the type is not enabled. */
  readonly serviceControl: PolicyLevels | undefined;
  readonly resourceControl: PolicyLevels | undefined;
}

/** The organization of a globe, as decisions need it: what was read is kept until a row of it changes. */
export class Organization {
  readonly #store: Store;
  readonly #byAccount = new Map<string, AccountControls | undefined>();

  constructor(store: Store) {
    this.#store = store;
    const forget = () => this.#byAccount.clear();
    store.watch(organizations, forget);
    store.watch(organizationAccounts, forget);
    store.watch(organizationalUnits, forget);
    store.watch(organizationPolicies, forget);
  }

  /** Undefined when the account belongs to no organization. */
  controlsOf(account: string): AccountControls | undefined {
    if (this.#byAccount.has(account)) return this.#byAccount.get(account);
    const controls = this.#read(account);
    this.#byAccount.set(account, controls);
    return controls;
  }

  idOf(account: string): string | undefined {
    return this.controlsOf(account)?.organizationId;
  }

  pathsOf(account: string): readonly string[] | undefined {
    const path = this.controlsOf(account)?.path;
    return path === undefined ? undefined : [path];
  }

  #read(account: string): AccountControls | undefined {
    const organization = this.#store.collection(organizations, everywhere).get('organization');
    const member = this.#store.collection(organizationAccounts, everywhere).get(account);
    if (!organization || !member) return undefined;
    const places = this.#placesAbove(member.parentId, organization.rootId);
    const levels = (type: OrganizationPolicyType) =>
      organization.managementAccount !== account && organization.enabledPolicyTypes.includes(type)
        ? [...places, account].map((target) => this.#attached(target, type, organization))
        : undefined;
    return {
      organizationId: organization.organizationId,
      path: `${[organization.organizationId, ...places].join('/')}/`,
      serviceControl: levels('SERVICE_CONTROL_POLICY'),
      resourceControl: levels('RESOURCE_CONTROL_POLICY'),
    };
  }

  /** The root and the units down to the given one. */
  #placesAbove(parentId: string, rootId: string): readonly string[] {
    const unit = this.#store.collection(organizationalUnits, everywhere).get(parentId);
    return unit ? [...this.#placesAbove(unit.parentId, rootId), parentId] : [rootId];
  }

  #attached(target: string, type: OrganizationPolicyType, organization: OrganizationRow): readonly NamedPolicy[] {
    const rows = this.#store.collection(organizationPolicies, everywhere).range();
    return [...rows]
      .filter((row) => row.type === type && row.targetIds.includes(target))
      .map((row) => ({
        name: organizationPolicyArn(organization, row),
        arn: organizationPolicyArn(organization, row),
        policy: compiledPolicy(row.content),
      }));
  }
}

/** `arn:aws:organizations::ACCOUNT:policy/o-.../service_control_policy/p-...` */
export function organizationPolicyArn(
  { managementAccount, organizationId }: Pick<OrganizationRow, 'managementAccount' | 'organizationId'>,
  { policyId, type, awsManaged }: { policyId: string; type: OrganizationPolicyType; awsManaged: boolean },
): string {
  const kind = type.toLowerCase();
  return awsManaged
    ? `arn:aws:organizations::aws:policy/${kind}/${policyId}`
    : `arn:aws:organizations::${managementAccount}:policy/${organizationId}/${kind}/${policyId}`;
}

const ofStore = new WeakMap<Store, Organization>();

/** The organization that a store's rows tell of. */
export function organizationOf(store: Store): Organization {
  const organization = ofStore.get(store) ?? new Organization(store);
  ofStore.set(store, organization);
  return organization;
}
