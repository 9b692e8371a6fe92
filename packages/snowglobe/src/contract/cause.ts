/** What kind of doing an effect came from. */
export type CauseKind = 'request' | 'change' | 'delivery' | 'invocation' | 'schedule' | 'deployment' | 'system';

/**
 * One link of the chain request > change > delivery > invocation > request. Shaped as an X-Ray segment, so the chain
 * crosses function code in the `X-Amzn-Trace-Id` header that the AWS SDKs already send.
 */
export interface Cause {
  /** 16 lower-case hex digits: the X-Ray segment id. */
  readonly id: string;
  /** `1-8hex-24hex`: the X-Ray trace id, shared by the whole journey. */
  readonly trace: string;
  readonly kind: CauseKind;
  /** For people: `sqs:SendMessage`, `function tasks-api`. */
  readonly label: string;
  /** The id of the cause before this one. */
  readonly parent?: string;
  /** Epoch ms. */
  readonly at: number;
}

/** The part of a cause that a stored event carries, so that its later delivery continues the journey. */
export type CauseLink = Pick<Cause, 'id' | 'trace'>;

/** Starts causes and keeps the latest of them for inspection. */
export interface Causes {
  begin(kind: CauseKind, label: string, parent?: CauseLink): Cause;
}
