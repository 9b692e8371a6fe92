import { AwsError } from '../../contract/aws-error.ts';
import type { Random } from '../../contract/time.ts';
import { messageOf } from '../errors.ts';

const handlerErrorCodes: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/AlreadyExists|AlreadyOwned|InUse|Conflict/i, 'AlreadyExists'],
  [/NotFound|NoSuch|DoesNotExist|NonExistent/i, 'NotFound'],
  [/AccessDenied|Unauthorized|NotAuthorized/i, 'AccessDenied'],
  [/Throttl|TooManyRequests/i, 'Throttling'],
  [/LimitExceeded|QuotaExceeded/i, 'ServiceLimitExceeded'],
  [/Validation|Invalid|Malformed|BadRequest/i, 'InvalidRequest'],
];

/** Why a resource failed, as CloudFormation tells it in events. */
export function failureReason(error: unknown, random: Random): string {
  if (!(error instanceof AwsError)) return messageOf(error);
  const code = handlerErrorCodes.find(([pattern]) => pattern.test(error.code))?.[1] ?? 'GeneralServiceException';
  return `Resource handler returned message: "${error.message}" (RequestToken: ${random.uuid()}, HandlerErrorCode: ${code})`;
}
