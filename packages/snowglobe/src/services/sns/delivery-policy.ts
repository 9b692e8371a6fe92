import { invalidParameter, unsupported } from './errors.ts';
import { deliveryPolicyLimits } from './limits.ts';

/** How often and when a delivery over HTTP is tried again. https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
export interface RetryPolicy {
  readonly minDelayTarget: number;
  readonly maxDelayTarget: number;
  readonly numRetries: number;
  readonly numNoDelayRetries: number;
  readonly numMinDelayRetries: number;
  readonly numMaxDelayRetries: number;
  readonly backoffFunction: BackoffFunction;
}

const backoffFunctions = ['arithmetic', 'exponential', 'geometric', 'linear'] as const;
export type BackoffFunction = (typeof backoffFunctions)[number];

export interface DeliveryPolicy {
  readonly healthyRetryPolicy: RetryPolicy;
  readonly throttlePolicy: { readonly maxReceivesPerSecond: number } | null;
  readonly requestPolicy: { readonly headerContentType: string };
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
const defaultRetryPolicy: RetryPolicy = {
  minDelayTarget: 20,
  maxDelayTarget: 20,
  numRetries: 3,
  numMaxDelayRetries: 0,
  numNoDelayRetries: 0,
  numMinDelayRetries: 0,
  backoffFunction: 'linear',
};

const defaultRequestPolicy = { headerContentType: 'text/plain; charset=UTF-8' };

const contentTypes = [
  'application/atom+xml',
  'application/json',
  'application/octet-stream',
  'application/soap+xml',
  'application/x-www-form-urlencoded',
  'application/xhtml+xml',
  'application/xml',
  'text/css',
  'text/csv',
  'text/html',
  'text/plain',
  'text/xml',
];

interface GivenRules {
  readonly healthyRetryPolicy?: Partial<RetryPolicy>;
  readonly throttlePolicy?: { readonly maxReceivesPerSecond?: number };
  readonly requestPolicy?: { readonly headerContentType?: string };
  readonly sicklyRetryPolicy?: null;
  readonly guaranteed?: false;
}

interface GivenTopicPolicy {
  readonly http?: {
    readonly defaultHealthyRetryPolicy?: Partial<RetryPolicy>;
    readonly defaultThrottlePolicy?: GivenRules['throttlePolicy'];
    readonly defaultRequestPolicy?: GivenRules['requestPolicy'];
    readonly disableSubscriptionOverrides?: boolean;
  };
}

const refused = (reason: string) => invalidParameter(`DeliveryPolicy: ${reason}`);

function parsed<Value extends object>(text: string | undefined): Value {
  if (!text) return {} as Value;
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Value;
  } catch {
    // Falls through to the refusal.
  }
  throw refused('failed to parse JSON.');
}

const numbers = {
  minDelayTarget: deliveryPolicyLimits.delaySeconds,
  maxDelayTarget: deliveryPolicyLimits.delaySeconds,
  numRetries: deliveryPolicyLimits.retries,
  numNoDelayRetries: deliveryPolicyLimits.retries,
  numMinDelayRetries: deliveryPolicyLimits.retries,
  numMaxDelayRetries: deliveryPolicyLimits.retries,
} as const;

function checkRetries(given: Partial<RetryPolicy>): void {
  for (const name of Object.keys(given)) {
    if (!(name in numbers) && name !== 'backoffFunction') throw refused(`Unexpected JSON member: ${name}`);
  }
  for (const [name, maximum] of Object.entries(numbers)) {
    const value = given[name as keyof typeof numbers];
    if (value !== undefined && !(Number.isInteger(value) && value >= 0 && value <= maximum)) {
      throw refused(`${name} must be an integer between 0 and ${maximum}`);
    }
  }
  if (given.backoffFunction !== undefined && !backoffFunctions.includes(given.backoffFunction)) {
    throw refused(`backoffFunction must be one of ${backoffFunctions.join(', ')}`);
  }
  const policy = { ...defaultRetryPolicy, ...given };
  if (policy.minDelayTarget > policy.maxDelayTarget) {
    throw refused('minDelayTarget must be less than or equal to maxDelayTarget');
  }
  if (policy.numNoDelayRetries + policy.numMinDelayRetries + policy.numMaxDelayRetries > policy.numRetries) {
    throw refused('numRetries must be at least the sum of the retries of all phases');
  }
}

function checkRules(rules: GivenRules): void {
  checkRetries(rules.healthyRetryPolicy ?? {});
  const perSecond = rules.throttlePolicy?.maxReceivesPerSecond;
  if (perSecond !== undefined && !(Number.isInteger(perSecond) && perSecond >= 1)) {
    throw refused('maxReceivesPerSecond must be an integer of at least 1');
  }
  const type = rules.requestPolicy?.headerContentType;
  if (type !== undefined && !contentTypes.includes(type.split(';')[0]?.trim() ?? '')) {
    throw refused('headerContentType is not a supported content type');
  }
}

/** Throws InvalidParameter. */
export function checkSubscriptionDeliveryPolicy(text: string): void {
  const known = ['healthyRetryPolicy', 'throttlePolicy', 'requestPolicy', 'sicklyRetryPolicy', 'guaranteed'];
  const given = parsed<GivenRules>(text);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw refused(`Unexpected JSON member: ${unknown}`);
  // Their only value in AWS's effective policies; what others would do is documented nowhere.
  if (given.sicklyRetryPolicy) throw unsupported('DeliveryPolicy: sicklyRetryPolicy');
  if (given.guaranteed) throw unsupported('DeliveryPolicy: guaranteed');
  checkRules(given);
}

const rulesOfTopic = (text: string | undefined): GivenRules & { readonly noOverrides: boolean } => {
  const http = parsed<GivenTopicPolicy>(text).http ?? {};
  return {
    ...(http.defaultHealthyRetryPolicy && { healthyRetryPolicy: http.defaultHealthyRetryPolicy }),
    ...(http.defaultThrottlePolicy && { throttlePolicy: http.defaultThrottlePolicy }),
    ...(http.defaultRequestPolicy && { requestPolicy: http.defaultRequestPolicy }),
    noOverrides: http.disableSubscriptionOverrides === true,
  };
};

/** Throws InvalidParameter. */
export function checkTopicDeliveryPolicy(text: string): void {
  const unknown = Object.keys(parsed<GivenTopicPolicy>(text)).find((name) => name !== 'http');
  if (unknown !== undefined) throw refused(`Unexpected JSON member: ${unknown}`);
  checkRules(rulesOfTopic(text));
}

/** What holds for a subscription: its own policy, else its topic's, else AWS's. */
export function effectivePolicy(topicText: string | undefined, subscriptionText: string | undefined): DeliveryPolicy {
  const topic = rulesOfTopic(topicText);
  const own = topic.noOverrides ? {} : parsed<GivenRules>(subscriptionText);
  const perSecond = (own.throttlePolicy ?? topic.throttlePolicy)?.maxReceivesPerSecond;
  return {
    healthyRetryPolicy: { ...defaultRetryPolicy, ...(own.healthyRetryPolicy ?? topic.healthyRetryPolicy) },
    throttlePolicy: perSecond === undefined ? null : { maxReceivesPerSecond: perSecond },
    requestPolicy: { ...defaultRequestPolicy, ...(own.requestPolicy ?? topic.requestPolicy) },
  };
}

/** The text of a topic's EffectiveDeliveryPolicy. */
export function effectiveTopicPolicy(text: string | undefined): string {
  const { healthyRetryPolicy, throttlePolicy, requestPolicy } = effectivePolicy(text, undefined);
  return JSON.stringify({
    http: {
      defaultHealthyRetryPolicy: healthyRetryPolicy,
      disableSubscriptionOverrides: rulesOfTopic(text).noOverrides,
      ...(throttlePolicy && { defaultThrottlePolicy: throttlePolicy }),
      defaultRequestPolicy: requestPolicy,
    },
  });
}

/** The text of a subscription's EffectiveDeliveryPolicy. */
export function effectiveSubscriptionPolicy(topicText: string | undefined, text: string | undefined): string {
  const { healthyRetryPolicy, throttlePolicy, requestPolicy } = effectivePolicy(topicText, text);
  return JSON.stringify({
    healthyRetryPolicy,
    sicklyRetryPolicy: null,
    throttlePolicy,
    requestPolicy,
    guaranteed: false,
  });
}
