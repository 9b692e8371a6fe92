import { AwsError } from '../../contract/aws-error.ts';
import { invalidArgument } from './errors.ts';

/** What KMS refused, as S3 tells it. */
export const kmsRefusal = ({ code, message }: AwsError) =>
  code === 'AccessDeniedException' || code === 'AccessDenied'
    ? new AwsError('AccessDenied', message, { status: 403 })
    : new AwsError(`KMS.${code}`, message, { status: 400 });

export const kmsNeedsSignature = () =>
  invalidArgument(
    'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.',
    'Authorization',
    'null',
  );
