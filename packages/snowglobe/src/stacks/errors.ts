import { AwsError } from '../contract/aws-error.ts';

/** CloudFormation's code for almost everything that a caller does wrong. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message, { status: 400 });
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
