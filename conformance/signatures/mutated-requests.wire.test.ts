import { DescribeTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SeededRandom } from '../../packages/snowglobe/src/time/random.ts';
import { type Door, openDoor, type RequestName } from './door.ts';
import { type Mutation, mutations, type Others } from './mutations.ts';
import type { RawRequest } from './raw-request.ts';
import { signed } from './sign.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(async () => {
  door.sender.close();
  await door.globe.stop();
});

const attempts = 10_000;
const atOnce = 8;
const all = Object.entries(mutations);

interface Attempt {
  readonly what: string;
  readonly request: RawRequest;
}

const same = (a: RawRequest, b: RawRequest) =>
  a.method === b.method &&
  a.target === b.target &&
  a.body.equals(b.body) &&
  JSON.stringify(a.headers) === JSON.stringify(b.headers);

/** Valid requests of a user and of a session, one of each kind. */
async function validRequests(): Promise<readonly Attempt[]> {
  const { requests, user, session, globe } = door;
  const now = globe.globe.clock.now();
  const made: Attempt[] = [];
  for (const name of Object.keys(requests) as RequestName[]) {
    for (const [who, keys] of Object.entries({ user, session })) {
      made.push({ what: `${name} by ${who}`, request: await signed(requests[name], keys, globe.port, now) });
    }
  }
  return made;
}

function mutated(original: Attempt, others: Others, random: SeededRandom): Attempt | undefined {
  const count = 1 + (random.integer(4) === 0 ? random.integer(3) : 0);
  let { request } = original;
  const names: string[] = [];
  for (let index = 0; index < count; index++) {
    const [name, mutate] = all[random.integer(all.length)] as [string, Mutation];
    names.push(name);
    request = mutate(request, random, others);
  }
  return same(request, original.request) ? undefined : { what: `${original.what}: ${names.join(', ')}`, request };
}

it('the requests are let in as they are', async () => {
  for (const { what, request } of await validRequests()) {
    const answer = await door.sender.send(request);
    expect([what, answer?.status, answer && answer.status >= 300 ? answer.body : '']).toEqual([what, 200, '']);
  }
});

it('of ten thousand that were changed after they were signed, none gets in, and none makes the door fail', async () => {
  const valid = await validRequests();
  const others: Others = {
    requests: valid.map(({ request }) => request),
    accessKeyIds: [door.user, door.session, door.stranger].map(({ accessKeyId }) => accessKeyId),
    sessionToken: door.session.sessionToken ?? '',
  };
  const before = await stateOfDoor();
  const random = new SeededRandom('door');
  const wrong: string[] = [];
  let sent = 0;
  const work = async () => {
    while (sent < attempts) {
      const original = valid[random.integer(valid.length)] as Attempt;
      const attempt = mutated(original, others, random);
      if (!attempt) continue;
      sent += 1;
      const answer = await door.sender.send(attempt.request);
      if (answer && (answer.status < 400 || answer.status >= 500)) {
        wrong.push(
          `${answer.status} ${attempt.what}\n${JSON.stringify({ ...attempt.request, body: attempt.request.body.toString('latin1') })}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(wrong).toHaveLength(0);
  expect(await stateOfDoor()).toEqual(before);
}, 60_000);

/** What the requests could have changed. */
async function stateOfDoor() {
  const { globe } = door;
  const dynamodb = globe.client(DynamoDBClient);
  const { Items } = await dynamodb.send(new ScanCommand({ TableName: 'things' }));
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: 'things' }));
  const s3 = globe.client(S3Client);
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'box' }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'box', Key: 'folder/a b+c.txt' }));
  const QueueUrl = `${globe.endpoint}/000000000000/jobs`;
  const queue = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] });
  const { Attributes } = await globe.client(SQSClient).send(queue);
  return {
    items: Items,
    table: Table?.TableStatus,
    objects: Contents?.map(({ Key, ETag }) => [Key, ETag]),
    text: await Body?.transformToString(),
    messages: Attributes?.ApproximateNumberOfMessages,
  };
}
