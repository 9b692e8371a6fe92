import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';

/** Allows exactly these actions on exactly these resources; the grants of the constructs are wider than what we need. */
export function allow(grantee: IGrantable, actions: readonly string[], resourceArns: readonly string[]): void {
  Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [...resourceArns] }).assertSuccess();
}
