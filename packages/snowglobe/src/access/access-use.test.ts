import { expect, it } from 'vitest';
import type { Principal } from '../contract/principal.ts';
import { AccessUse } from './access-use.ts';

const session: Principal = {
  kind: 'assumed-role',
  account: '000000000000',
  roleName: 'r',
  roleArn: 'arn:aws:iam::000000000000:role/r',
  sessionName: 's',
  arn: 'arn:aws:sts::000000000000:assumed-role/r/s',
  userId: 'AROA:s',
};
const permissions = (use: AccessUse) => [...use.principals()].flatMap(([, ledger]) => [...ledger.permissions.values()]);

it('counts what was allowed and refused, with the facts of conditions', () => {
  const use = new AccessUse();
  const request = { action: 'sqs:SendMessage', resource: 'arn:q', context: { 'x:key': ['a', 'b'] } };
  use.note(session, request, true);
  use.note({ ...session, sessionName: 'other' }, request, false);
  use.note({ kind: 'root', account: '000000000000' }, request, true);
  expect(permissions(use)).toEqual([
    { action: 'sqs:SendMessage', resource: 'arn:q', allowed: 1, denied: 1, context: { 'x:key': ['a', 'b'] } },
  ]);
});

it('a hundred thousand keys of one bucket are counted together', () => {
  const use = new AccessUse();
  for (let index = 0; index < 100_000; index++) {
    use.note(session, { action: 's3:PutObject', resource: `arn:aws:s3:::bucket/raw/${index}` }, true);
  }
  const counted = permissions(use);
  expect(counted).toHaveLength(201);
  expect(counted.at(-1)).toMatchObject({ resource: 'arn:aws:s3:::bucket/*', allowed: 99_800 });
});
