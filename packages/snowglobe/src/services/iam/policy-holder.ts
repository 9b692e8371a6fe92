import type { PolicyHolder } from '../../access/tables.ts';
import { inlinePoliciesTooLarge, noSuchInlinePolicy, noSuchPolicy, quotaExceeded } from './errors.ts';
import { limits } from './limits.ts';
import { type Page, type PageRequest, pageOf } from './paging.ts';
import { checkedPolicy, encodePolicy, policySize } from './policy-text.ts';

/** What a role, user or group is called in texts, and how much it may hold. */
export interface HolderKind {
  readonly noun: 'role' | 'user' | 'group';
  readonly inlineCharacters: number;
  readonly attached: number;
  readonly quota: string;
}

export const roleKind: HolderKind = {
  noun: 'role',
  inlineCharacters: limits.inlinePolicyCharactersPerRole,
  attached: limits.attachedPoliciesPerRole,
  quota: 'PoliciesPerRole',
};
export const userKind: HolderKind = {
  noun: 'user',
  inlineCharacters: limits.inlinePolicyCharactersPerUser,
  attached: limits.attachedPoliciesPerUser,
  quota: 'PoliciesPerUser',
};
export const groupKind: HolderKind = {
  noun: 'group',
  inlineCharacters: limits.inlinePolicyCharactersPerGroup,
  attached: limits.attachedPoliciesPerGroup,
  quota: 'PoliciesPerGroup',
};

/** The holder with an inline policy put or replaced. */
export function withInlinePolicy<Holder extends PolicyHolder>(
  kind: HolderKind,
  holder: Holder,
  holderName: string,
  policy: { readonly PolicyName?: string | undefined; readonly PolicyDocument?: string | undefined },
): Holder {
  const text = checkedPolicy(policy.PolicyDocument, 'identity');
  const inlinePolicies = { ...holder.inlinePolicies, [policy.PolicyName ?? '']: text };
  const size = Object.values(inlinePolicies).reduce((sum, each) => sum + policySize(each), 0);
  if (size > kind.inlineCharacters) throw inlinePoliciesTooLarge(kind.noun, holderName, kind.inlineCharacters);
  return { ...holder, inlinePolicies };
}

export function withoutInlinePolicy<Holder extends PolicyHolder>(
  kind: HolderKind,
  holder: Holder,
  policyName: string | undefined,
): Holder {
  inlinePolicy(kind, holder, policyName);
  const kept = Object.entries(holder.inlinePolicies).filter(([name]) => name !== policyName);
  return { ...holder, inlinePolicies: Object.fromEntries(kept) };
}

/** The text of an inline policy, encoded as the API gives it. */
export function inlinePolicy(kind: HolderKind, holder: PolicyHolder, policyName: string | undefined): string {
  const text = holder.inlinePolicies[policyName ?? ''];
  if (text === undefined) throw noSuchInlinePolicy(kind.noun, policyName ?? '');
  return encodePolicy(text);
}

export function inlinePolicyPage(holder: PolicyHolder, request: PageRequest) {
  const { items, ...page } = pageOf(Object.keys(holder.inlinePolicies).sort(), (name) => name, request);
  return { PolicyNames: items, ...page };
}

/** Attaching twice is no error. */
export function withAttachedPolicy<Holder extends PolicyHolder>(kind: HolderKind, holder: Holder, arn: string): Holder {
  if (holder.attachedPolicyArns.includes(arn)) return holder;
  const attachedPolicyArns = [...holder.attachedPolicyArns, arn];
  if (attachedPolicyArns.length > kind.attached) throw quotaExceeded(kind.quota, kind.attached);
  return { ...holder, attachedPolicyArns };
}

export function withoutAttachedPolicy<Holder extends PolicyHolder>(holder: Holder, arn: string | undefined): Holder {
  if (!holder.attachedPolicyArns.includes(arn ?? '')) throw noSuchPolicy(arn ?? '');
  return { ...holder, attachedPolicyArns: holder.attachedPolicyArns.filter((each) => each !== arn) };
}

export function attachedPolicyPage(
  holder: PolicyHolder,
  request: PageRequest & { readonly PathPrefix?: string | undefined },
) {
  const { PathPrefix: prefix = '/' } = request;
  const attached = holder.attachedPolicyArns
    .map((arn) => ({ PolicyArn: arn, PolicyName: arn.split('/').at(-1) ?? '', path: pathOf(arn) }))
    .filter(({ path }) => path.startsWith(prefix))
    .sort((a, b) => (a.PolicyArn < b.PolicyArn ? -1 : 1))
    .map(({ PolicyArn, PolicyName }) => ({ PolicyArn, PolicyName }));
  const { items, ...page }: Page<(typeof attached)[number]> = pageOf(attached, ({ PolicyArn }) => PolicyArn, request);
  return { AttachedPolicies: items, ...page };
}

/** `/service-role/` of `...:policy/service-role/X`. */
function pathOf(arn: string): string {
  const resource = arn.slice(arn.indexOf(':policy/') + ':policy'.length);
  return resource.slice(0, resource.lastIndexOf('/') + 1);
}
