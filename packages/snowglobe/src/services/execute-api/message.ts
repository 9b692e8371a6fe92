/** A name with its values in the order of their arrival; header names in lower case. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** What a gateway answers its client. */
export interface GatewayResponse {
  readonly status: number;
  readonly headers: Values;
  readonly body: Uint8Array;
}
