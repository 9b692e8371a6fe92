import { AwsError } from '../contract/aws-error.ts';
import type { Violation } from './constraints.ts';

/** How a service answers to inputs that do not satisfy its model. */
export interface ValidationStyle {
  /** Which kinds of constraint its front end checks; the others are the service's own business. */
  readonly checks: (violation: Violation) => boolean;
  readonly error: (violations: readonly Violation[]) => AwsError;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value))
    return `'[${value.map((part) => (typeof part === 'object' ? '...' : String(part))).join(', ')}]'`;
  if (value instanceof Uint8Array) return "'java.nio.HeapByteBuffer'";
  if (typeof value === 'object') {
    return `'{${Object.entries(value)
      .map(([name, part]) => `${name}=${typeof part === 'object' ? '...' : String(part)}`)
      .join(', ')}}'`;
  }
  return `'${typeof value === 'string' ? value : JSON.stringify(value)}'`;
}

/** `1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null` */
function frameworkText(violations: readonly Violation[]): string {
  const all = violations.map(
    ({ value, path, constraint }) => `Value ${shown(value)} at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  return `${all.length} validation error${all.length === 1 ? '' : 's'} detected: ${all.join('; ')}`;
}

function framework(code: string): ValidationStyle {
  return { checks: () => true, error: (violations) => new AwsError(code, frameworkText(violations), { status: 400 }) };
}

/** The name of the top member as the API writes it. */
function parameterName({ path }: Violation): string {
  const name = path.split('.')[0] ?? '';
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function isRequired(violation: Violation): boolean {
  return violation.kind === 'required';
}

const sqs: ValidationStyle = {
  checks: isRequired,
  error: ([first]) =>
    new AwsError('MissingParameter', `The request must contain the parameter ${first ? parameterName(first) : ''}.`, {
      status: 400,
    }),
};

const sns: ValidationStyle = {
  checks: isRequired,
  error: ([first]) =>
    new AwsError(
      'InvalidParameter',
      `Invalid parameter: ${first ? parameterName(first) : ''} Reason: no value for required parameter`,
      {
        status: 400,
      },
    ),
};

const s3: ValidationStyle = {
  // What stands in a body; S3 has texts of its own for each header and query parameter.
  checks: ({ kind, path }) => kind === 'required' || (kind === 'enum' && path.includes('.')),
  error: ([first]) =>
    first !== undefined && !first.path.includes('.')
      ? new AwsError('MissingRequestBodyError', 'Request body is empty.', { status: 400 })
      : new AwsError(
          'MalformedXML',
          'The XML you provided was not well-formed or did not validate against our published schema',
          { status: 400 },
        ),
};

const byService: Readonly<Record<string, ValidationStyle>> = {
  'api-gateway': framework('BadRequestException'),
  apigatewayv2: framework('BadRequestException'),
  appsync: framework('BadRequestException'),
  athena: framework('InvalidRequestException'),
  cloudformation: framework('ValidationError'),
  cloudwatch: framework('ValidationError'),
  'cloudwatch-logs': framework('InvalidParameterException'),
  'cognito-identity-provider': framework('InvalidParameterException'),
  firehose: framework('InvalidArgumentException'),
  iam: framework('ValidationError'),
  s3,
  ses: framework('ValidationError'),
  sesv2: framework('BadRequestException'),
  sns,
  sqs,
  sts: framework('ValidationError'),
  xray: framework('InvalidRequestException'),
};

const standard = framework('ValidationException');

export function validationStyle(service: string): ValidationStyle {
  return byService[service] ?? standard;
}
