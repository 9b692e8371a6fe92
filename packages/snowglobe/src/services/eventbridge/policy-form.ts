type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean => typeof value === 'string';

const oneOrMany = (value: unknown, test: (member: unknown) => boolean): boolean =>
  Array.isArray(value) ? value.length > 0 && value.every(test) : test(value);

const isTexts = (value: unknown): boolean => oneOrMany(value, isText);

const isPrincipal = (value: unknown): boolean =>
  value === '*' || (isObject(value) && Object.values(value).every(isTexts));

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operator =
  /^(For(All|Any)Values?:)?(String(Not)?(Equals|EqualsIgnoreCase|Like)|(Numeric|Date)(NotEquals|Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?$|^Null$/;

const isCondition = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).every((name) => operator.test(name)) &&
  Object.values(value).every(
    (keys) => isObject(keys) && Object.values(keys).every((wanted) => oneOrMany(wanted, isScalar)),
  );

type Rule = readonly [required: boolean, test: (value: unknown) => boolean];

const rules: Readonly<Record<string, Rule>> = {
  Sid: [false, isText],
  Effect: [true, (value) => value === 'Allow' || value === 'Deny'],
  Principal: [true, isPrincipal],
  Action: [true, isTexts],
  Resource: [true, isTexts],
  Condition: [false, isCondition],
};

function isStatement(value: unknown): boolean {
  if (!isObject(value)) return false;
  const knownOnly = Object.keys(value).every((name) => Object.hasOwn(rules, name));
  return (
    knownOnly &&
    Object.entries(rules).every(([name, [required, test]]) =>
      value[name] === undefined ? !required : test(value[name]),
    )
  );
}

/** Whether a value has the form of a bus's resource policy. */
export function isPolicy(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).some((name) => !['Version', 'Id', 'Statement'].includes(name)))
    return false;
  const { Version: version = '2008-10-17', Id: id = '', Statement: statement } = value;
  return (version === '2012-10-17' || version === '2008-10-17') && isText(id) && oneOrMany(statement, isStatement);
}
