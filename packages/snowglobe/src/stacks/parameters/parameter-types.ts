/** What a parameter's declared type means. */
export interface ParameterType {
  /** The value is divided at commas. */
  readonly list: boolean;
  /** The value is the name of an SSM parameter. */
  readonly ssm: boolean;
}

const plainTypes = new Set([
  'String',
  'Number',
  'CommaDelimitedList',
  'List<Number>',
  'List<String>',
  'AWS::SSM::Parameter::Name',
]);
const awsType = /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+(::[A-Za-z0-9]+)*$/;

/**
 * Reads a parameter's type; undefined when CloudFormation has no such type.
 * Differs from AWS: that a value of an AWS-specific type (`AWS::EC2::KeyPair::KeyName`) exists is not checked.
 */
export function parameterType(type: unknown): ParameterType | undefined {
  if (typeof type !== 'string') return undefined;
  const inner = /^AWS::SSM::Parameter::Value<(.+)>$/.exec(type)?.[1];
  if (inner !== undefined) {
    const plain = parameterType(inner);
    return plain && !plain.ssm ? { list: plain.list, ssm: true } : undefined;
  }
  const element = /^List<(.+)>$/.exec(type)?.[1];
  if (!plainTypes.has(type) && !awsType.test(element ?? type)) return undefined;
  return { list: element !== undefined || type === 'CommaDelimitedList', ssm: false };
}

/** A parameter's text as the value that Ref gives. */
export function parameterValue(text: string, { list }: ParameterType): string | readonly string[] {
  return list ? text.split(',').map((item) => item.trim()) : text;
}
