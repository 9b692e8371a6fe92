import { refuse, refuseWhen } from './template-text.ts';

/** How the API answers an error of DynamoDB. */
export interface DynamoRefusal {
  readonly error: string;
  /** A condition in Velocity on the error's answer, besides its name. */
  readonly and?: string;
  readonly status: number;
  readonly message: string;
}

/** DynamoDB answers these with 400 although the caller can only wait. */
const busy: readonly DynamoRefusal[] = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
].map((error) => ({ error, status: 429, message: 'Too many requests: try again' }));

/** The answer to what DynamoDB refused. An error that nobody foresaw is ours: 500, without its text. */
export function dynamoRefusals(refusals: readonly DynamoRefusal[]): string {
  const all = [...refusals, ...busy].map(({ error, and, ...refusal }) => ({
    ...refusal,
    when: `$error.contains("${error}")${and === undefined ? '' : ` && ${and}`}`,
  }));
  const unforeseen = refuse({ status: 500, message: 'Internal server error' });
  return `#set($type = $input.path('$.__type'))\n#set($error = "$!type")\n${refuseWhen(all, unforeseen)}`;
}
