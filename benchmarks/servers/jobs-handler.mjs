// What one would write instead of the API: node:http, the AWS SDK, and the same write. Arguments: endpoint, table name.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const [endpoint, TableName] = process.argv.slice(2);
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const dynamodb = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
const attributes = {
  job_type: ':type',
  job_parameters: ':parameters',
  job_status: ':status',
  version: ':version',
  created_at: ':now',
  phase: ':phase',
  attention_at: ':now',
};
const sets = Object.entries(attributes).map(([name, value]) => `${name} = if_not_exists(${name}, ${value})`);

async function submit({ seconds }) {
  const id = randomUUID();
  const write = new UpdateItemCommand({
    TableName,
    Key: { id: { S: id } },
    UpdateExpression: `SET ${sets.join(', ')}`,
    ConditionExpression: 'attribute_not_exists(id) OR (job_type = :type AND job_parameters = :parameters)',
    ExpressionAttributeValues: {
      ':type': { S: 'sleep' },
      ':parameters': { M: { seconds: { N: String(seconds) } } },
      ':status': { M: {} },
      ':version': { N: '0' },
      ':now': { N: String(Date.now()) },
      ':phase': { S: 'unfinished' },
    },
    ReturnValues: 'ALL_NEW',
  });
  const { Attributes } = await dynamodb.send(write);
  return { id: Attributes.id.S };
}

async function reply(body, response) {
  const answer = JSON.stringify(await submit(JSON.parse(body.toString())));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
  response.end(answer);
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => void reply(Buffer.concat(chunks), response));
});
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
process.on('SIGTERM', () => process.exit());
