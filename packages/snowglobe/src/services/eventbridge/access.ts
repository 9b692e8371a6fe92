import { formatArn } from '../../contract/arn.ts';
import type { AccessRule, Call } from '../../contract/operation.ts';
import type { AccessRequest } from '../../contract/principal.ts';
import { busAddress, busArn, findBus } from './bus.ts';
import type { operations } from './operations.ts';
import { ruleArn } from './rule.ts';
import { eventsServiceName } from './service-principal.ts';

/** What the rules read, of whichever operation's input. */
interface Input {
  readonly Name?: string;
  readonly EventBusName?: string;
  readonly Rule?: string;
  readonly ArchiveName?: string;
  readonly ReplayName?: string;
  readonly ResourceARN?: string;
  readonly Entries?: readonly { readonly EventBusName?: string }[];
  readonly Targets?: readonly { readonly RoleArn?: string }[];
}

type ResourceOf = (input: Input, call: Call) => string;

const onBus = (nameOf: (input: Input) => string | undefined) => (input: Input, call: Call) => {
  const { scope, name } = busAddress(nameOf(input), call.scope);
  return busArn(scope, name);
};

const onRule = (nameOf: (input: Input) => string | undefined) => (input: Input, call: Call) => {
  const { scope, name } = busAddress(input.EventBusName, call.scope);
  return ruleArn(scope, name, nameOf(input) ?? '');
};

const onNamed =
  (kind: string, nameOf: (input: Input) => string | undefined): ResourceOf =>
  (input, call) =>
    formatArn('events', call.scope, `${kind}/${nameOf(input) ?? ''}`);

const bus = onBus((input) => input.Name);
const busOfRule = onBus((input) => input.EventBusName);
const rule = onRule((input) => input.Name);
const ruleOfTargets = onRule((input) => input.Rule);
const archive = onNamed('archive', (input) => input.ArchiveName);
const replay = onNamed('replay', (input) => input.ReplayName);
const connection = onNamed('connection', (input) => `${input.Name}/*`);
const apiDestination = onNamed('api-destination', (input) => `${input.Name}/*`);
const anything: ResourceOf = () => '*';
const tagged: ResourceOf = (input) => input.ResourceARN ?? '';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
const resources: Readonly<Record<Exclude<keyof typeof operations, 'PutEvents'>, ResourceOf>> = {
  CancelReplay: replay,
  CreateApiDestination: apiDestination,
  CreateArchive: archive,
  CreateConnection: connection,
  CreateEventBus: bus,
  DeauthorizeConnection: connection,
  DeleteApiDestination: apiDestination,
  DeleteArchive: archive,
  DeleteConnection: connection,
  DeleteEventBus: bus,
  DeleteRule: rule,
  DescribeApiDestination: apiDestination,
  DescribeArchive: archive,
  DescribeConnection: connection,
  DescribeEventBus: bus,
  DescribeReplay: replay,
  DescribeRule: rule,
  DisableRule: rule,
  EnableRule: rule,
  ListApiDestinations: anything,
  ListArchives: anything,
  ListConnections: anything,
  ListEventBuses: anything,
  ListReplays: anything,
  ListRuleNamesByTarget: anything,
  ListRules: anything,
  ListTagsForResource: tagged,
  ListTargetsByRule: ruleOfTargets,
  PutPermission: busOfRule,
  PutRule: rule,
  PutTargets: ruleOfTargets,
  RemovePermission: busOfRule,
  RemoveTargets: ruleOfTargets,
  StartReplay: replay,
  TagResource: tagged,
  TestEventPattern: anything,
  UntagResource: tagged,
  UpdateApiDestination: apiDestination,
  UpdateArchive: archive,
  UpdateConnection: connection,
  UpdateEventBus: bus,
};

/** Operations on a bus's own policy and rules, which the policy itself may grant to another account. */
const asksPolicy = new Set<string>([
  'PutRule',
  'DeleteRule',
  'DescribeRule',
  'DisableRule',
  'EnableRule',
  'PutTargets',
]);

function ask(call: Call, operation: string, resource: string, busName: string | undefined): AccessRequest {
  const action = `events:${operation}`;
  const policy = findBus(call.globe, busAddress(busName, call.scope))?.policy;
  return { action, resource, ...(policy !== undefined && { resourcePolicy: policy }) };
}

const putEvents: AccessRule<Input> = (input, call) => {
  const names = (input.Entries ?? []).map((entry) => entry.EventBusName);
  return [...new Set(names)].map((name) => ask(call, 'PutEvents', onBus(() => name)({}, call), name));
};

/** The roles that targets are called in are passed to EventBridge. */
const passedRoles = (input: Input): readonly AccessRequest[] =>
  [...new Set((input.Targets ?? []).flatMap((target) => target.RoleArn ?? []))].map((resource) => ({
    action: 'iam:PassRole',
    resource,
    context: { 'iam:PassedToService': eventsServiceName },
  }));

const plain = Object.entries(resources).map(([operation, resourceOf]): [string, AccessRule] => [
  operation,
  (input: Input, call) => {
    const resource = resourceOf(input, call);
    return asksPolicy.has(operation)
      ? [ask(call, operation, resource, input.EventBusName), ...passedRoles(input)]
      : [{ action: `events:${operation}`, resource }];
  },
]);

export const access: Readonly<Record<string, AccessRule>> = { ...Object.fromEntries(plain), PutEvents: putEvents };
