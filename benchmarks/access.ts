import { decideRequest } from '../packages/snowglobe/src/access/decide-request.ts';
import {
  type ManagedPolicyRow,
  managedPolicies,
  type RoleRow,
  roles,
} from '../packages/snowglobe/src/access/tables.ts';
import type { Principal } from '../packages/snowglobe/src/contract/principal.ts';
import { globalScope } from '../packages/snowglobe/src/contract/scope.ts';
import { openSnowglobe } from '../packages/snowglobe/src/snowglobe.ts';
import { printTable } from './report.ts';

const account = '000000000000';
const scope = { account, region: 'us-east-1' };
const table = `arn:aws:dynamodb:us-east-1:${account}:table/tasks`;
const rounds = 200_000;

const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string | string[], Resource: string, Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});

/** Twenty statements in three policies, as a grown role has them: other services first, conditions on the way. */
const inline = policy(
  ...['sqs', 'sns', 's3', 'kms', 'logs', 'xray', 'events', 'states', 'ssm'].map((service) =>
    allow([`${service}:Get*`, `${service}:List*`], `arn:aws:${service}:*:${account}:*`),
  ),
);
const attached = policy(
  ...['lambda', 'kinesis', 'firehose', 'scheduler'].map((service) => allow(`${service}:*`, '*')),
  allow('dynamodb:*', `arn:aws:dynamodb:*:${account}:table/\${aws:PrincipalTag/team}-*`),
  allow('dynamodb:PutItem', table, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
);
const last = policy(
  {
    Effect: 'Deny',
    Action: 'dynamodb:Delete*',
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
  },
  { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  allow('dynamodb:PutItem', table, {
    StringEquals: { 'aws:PrincipalAccount': account },
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['TASK#*'] },
  }),
  allow('dynamodb:GetItem', table),
  allow('cloudwatch:PutMetricData', '*'),
);

const roleArn = `arn:aws:iam::${account}:role/bench`;
const principal: Principal = {
  kind: 'assumed-role',
  account,
  roleName: 'bench',
  roleArn,
  sessionName: 's',
  arn: `arn:aws:sts::${account}:assumed-role/bench/s`,
  userId: 'AROABENCH:s',
};

function managed(policyName: string, document: string): ManagedPolicyRow {
  const arn = `arn:aws:iam::${account}:policy/${policyName}`;
  const versions = [{ versionId: 'v1', document, createdAt: 0 }];
  const rest = { path: '/', createdAt: 0, updatedAt: 0, defaultVersionId: 'v1', lastVersion: 1, tags: {} };
  return { policyName, policyId: 'ANPA', arn, versions, ...rest };
}

/** How long one decision takes: a role with 20 statements in 3 policies, allowed by one of the last. */
export async function benchmarkAccess(): Promise<void> {
  const snowglobe = await openSnowglobe({ seed: 'bench' });
  const { store, causes, clock } = snowglobe.globe;
  const row: RoleRow = {
    roleName: 'bench',
    roleId: 'AROABENCH',
    path: '/',
    arn: roleArn,
    createdAt: 0,
    trustPolicy: policy(),
    maxSessionDurationSeconds: 3600,
    inlinePolicies: { inline },
    attachedPolicyArns: ['attached', 'last'].map((name) => `arn:aws:iam::${account}:policy/${name}`),
    tags: { team: 'snow' },
  };
  store.step(causes.begin('system', 'bench'), () => {
    store.collection(roles, globalScope(account)).put(row);
    store.collection(managedPolicies, globalScope(account)).put(managed('attached', attached));
    store.collection(managedPolicies, globalScope(account)).put(managed('last', last));
  });
  const http = { method: 'POST', url: '/', headers: {}, sourceIp: '127.0.0.1', origin: snowglobe.endpoint };
  const call = { service: 'dynamodb', operation: 'PutItem', scope, http };
  const world = { store, now: clock.now() };
  const decide = (action: string) => () =>
    decideRequest(world, principal, { action, resource: table, context: { 'dynamodb:LeadingKeys': ['TASK#1'] } }, call)
      .allowed;
  const rows = [
    ['allowed by a condition', decide('dynamodb:PutItem')],
    ['allowed by nothing', decide('dynamodb:Query')],
  ] as const;
  printTable(
    'One access decision: 20 statements in 3 policies, with conditions and variables (goal: under 5 us)',
    ['request', 'allowed', 'us'],
    rows.map(([name, work]) => [name, String(work()), microsecondsOf(work).toFixed(2)]),
  );
  await snowglobe.stop();
}

/** Of processor time, so that what else the machine does is not counted. */
function microsecondsOf(work: () => unknown): number {
  for (let round = 0; round < rounds / 4; round++) work();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / rounds;
}
