import type { Phase } from '../../src/domain/job.ts';
import { dynamoRefusals } from './dynamo-refusals.ts';
import { jsonText, refuseWhen } from './template-text.ts';

const notFound = { status: 404, message: 'Job not found' };
const jobKey = `"Key": {"id": {"S": "${jsonText("$input.params('jobId')")}"}}`;

/** `GET /jobs/{jobId}` as GetItem. */
export function getRequest(tableName: string): string {
  return `{
  "TableName": "${tableName}",
  ${jobKey},
  "ConsistentRead": true
}`;
}

/**
 * What each consumer has made of the job: its status, and as far as there are any its results, its progress and, after a
 * failure, the job's parameters. A job that nobody took up yet is \`{}\`. DynamoDB answers an unknown key with 200 and \`{}\`.
 */
export const getAnswer = refuseWhen(
  [{ when: `"$!input.path('$.Item.id.S')" == ""`, ...notFound }],
  `#set($parts = $input.path('$.Item.job_status.M'))
{#foreach($consumer in $parts.keySet())
#set($part = $parts.get($consumer).M)
  "$consumer": {#if("$!part.results.S" != "")"results": "${jsonText('$part.results.S')}", #end
#if("$!part.progress.N" != "")"progress": $part.progress.N, #end
#if("$!part.parameters" != "")#foreach($name in $part.parameters.M.keySet())#set($value = $part.parameters.M.get($name))
"$name": #if($value.containsKey("S"))"${jsonText('$value.S')}"#elseif($value.containsKey("N"))$value.N#else$value.BOOL#end, #end#end
"status": "$part.status.S"}#if($foreach.hasNext),#end
#end}`,
);

export const getRefusals = dynamoRefusals([{ error: 'ValidationException', ...notFound }]);

/** `POST /jobs/{jobId}/cancel` as UpdateItem, on condition that there is something left to cancel. */
export function cancelRequest(tableName: string): string {
  return `{
  "TableName": "${tableName}",
  ${jobKey},
  "UpdateExpression": "SET cancel_requested_at = if_not_exists(cancel_requested_at, :now), version = version + :one",
  "ConditionExpression": "attribute_exists(id) AND phase <> :ended",
  "ExpressionAttributeValues": {
    ":now": {"N": "$context.requestTimeEpoch"},
    ":one": {"N": "1"},
    ":ended": ${JSON.stringify({ S: 'ended' satisfies Phase })}
  },
  "ReturnValues": "ALL_NEW",
  "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
}`;
}

export const cancelAnswer = `{"id": "${jsonText("$input.path('$.Attributes.id.S')")}"}`;

export const cancelRefusals = dynamoRefusals([
  {
    error: 'ConditionalCheckFailedException',
    and: `"$!input.path('$.Item.id.S')" != ""`,
    status: 409,
    message: 'The job has ended',
  },
  { error: 'ConditionalCheckFailedException', ...notFound },
  { error: 'ValidationException', ...notFound },
]);
