import { AwsError } from '../../contract/aws-error.ts';

export interface FailureOptions {
  /** AWS calls it a server-side error: tried again. Else it is a client-side error: not. */
  readonly retried: boolean;
}

/** A delivery that did not arrive. */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure';
  readonly retried: boolean;

  constructor(message: string, options: FailureOptions) {
    super(message);
    this.retried = options.retried;
  }
}

const transient = /Throttl|TooManyRequests|LimitExceeded|OverLimit|ServiceUnavailable|InternalFailure/;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html: a missing endpoint or permission is the client's. */
export function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  if (error instanceof AwsError) {
    const retried = transient.test(error.code) || (error.options.status ?? 400) >= 500;
    return new DeliveryFailure(`${error.code}: ${error.message}`, { retried });
  }
  return new DeliveryFailure(error instanceof Error ? error.message : String(error), { retried: true });
}
