import type { Phase } from '../../src/domain/job.ts';
import type { JobKind, ParameterSchema } from '../../src/kinds/job-kind.ts';
import { dynamoRefusals } from './dynamo-refusals.ts';
import { jsonText } from './template-text.ts';

/** Headers keep the caller's spelling: clients of HTTP/2 send lower case. */
const keyHeaders = ['Idempotency-Key', 'idempotency-key'] as const;

export interface SubmitRequestOptions {
  readonly tableName: string;
  readonly kinds: readonly JobKind[];
  readonly defaultType: string;
}

/**
 * `POST /jobs` as UpdateItem. Each attribute is set if it is not there, on condition that the job is new or was handed in
 * by the same request: so a repeated request changes nothing and is answered alike, in one step.
 */
export function submitRequest({ tableName, kinds, defaultType }: SubmitRequestOptions): string {
  const values: Readonly<Record<string, string>> = {
    type: '{"S": "$type"}',
    parameters: `{"M": {${kinds.map(parametersOf).join('')}}}`,
    status: '{"M": {}}',
    version: '{"N": "0"}',
    now: '{"N": "$context.requestTimeEpoch"}',
    phase: JSON.stringify({ S: 'new' satisfies Phase }),
  };
  const attributes: Readonly<Record<string, keyof typeof values>> = {
    job_type: 'type',
    job_parameters: 'parameters',
    job_status: 'status',
    version: 'version',
    created_at: 'now',
    phase: 'phase',
    attention_at: 'now',
  };
  const sets = Object.entries(attributes).map(([name, value]) => `${name} = if_not_exists(${name}, :${value})`);
  return `${idAndType(defaultType)}
{
  "TableName": "${tableName}",
  "Key": {"id": {"S": "$id"}},
  "UpdateExpression": "SET ${sets.join(', ')}",
  "ConditionExpression": "attribute_not_exists(id) OR (job_type = :type AND job_parameters = :parameters)",
  "ExpressionAttributeValues": {
${Object.entries(values)
  .map(([name, value]) => `    ":${name}": ${value}`)
  .join(',\n')}
  },
  "ReturnValues": "ALL_NEW"
}`;
}

/** Sets `$body`, `$type` and `$id`: the Idempotency-Key, or the request's id. An unusable key becomes an id that DynamoDB refuses. */
function idAndType(defaultType: string): string {
  return `#set($body = $input.path('$'))
#set($type = "$!body.type")
#if($type == "")#set($type = "${defaultType}")#end
#set($key = $input.params('${keyHeaders[0]}'))
#if("$!key" == "")#set($key = $input.params('${keyHeaders[1]}'))#end
#if("$!key" == "")#set($id = $context.requestId)#elseif($key.matches("[A-Za-z0-9._:-]{1,128}"))#set($id = $key)#else#set($id = "")#end`;
}

function parametersOf({ type, schema }: JobKind): string {
  const { properties, required } = schema;
  const attribute = (name: string) => `"${name}": ${attributeValue(`$body.${name}`, properties[name])}`;
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const further = optional.map((name) => `#if("$!body.${name}" != ""), ${attribute(name)}#end`);
  return `#if($type == "${type}")${required.map(attribute).join(', ')}${further.join('')}#end`;
}

function attributeValue(value: string, schema: ParameterSchema | undefined): string {
  if (schema === undefined) throw new Error(`${value} is required, and has no schema`);
  if (schema.type === 'boolean') return `{"BOOL": ${value}}`;
  return schema.type === 'string' ? `{"S": "${jsonText(value)}"}` : `{"N": "${value}"}`;
}

export const submitAnswer = `{"id": "${jsonText("$input.path('$.Attributes.id.S')")}"}`;

export const submitRefusals = dynamoRefusals([
  {
    error: 'ConditionalCheckFailedException',
    status: 409,
    message: 'This Idempotency-Key was used for another request',
  },
  {
    error: 'ValidationException',
    status: 400,
    message: 'An Idempotency-Key has 1 to 128 letters, digits and characters of . _ : -',
  },
]);
