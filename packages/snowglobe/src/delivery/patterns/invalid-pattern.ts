/** A pattern that EventBridge would refuse; the message is the reason that it gives. */
export class InvalidPattern extends Error {
  override readonly name = 'InvalidPattern';
}
