import { beforeEach, describe, expect, it } from 'vitest';
import { FakeType } from '../trial/fake-type.ts';
import { TrialGlobe } from '../trial/stack-test-globe.ts';
import { beginCreate } from './stack-operations.ts';

const a = (properties: object = {}, more: object = {}) => ({
  Type: 'Test::Fake::Thing',
  Properties: properties,
  ...more,
});
const ref = (name: string) => ({ Ref: name });

let thing: FakeType;
let trial: TrialGlobe;
beforeEach(() => {
  thing = new FakeType('Test::Fake::Thing');
  trial = new TrialGlobe({ types: [thing, new FakeType('Test::Fake::Other', thing.log, 100)] });
});

describe('a new stack', () => {
  it('makes each resource after those that it refers to, and deletes them the other way round', async () => {
    const stack = await trial.create('s', {
      Resources: {
        B: a({ Link: { 'Fn::GetAtt': ['A', 'Arn'] } }),
        A: a({ Name: 'first' }),
        C: a({}, { DependsOn: 'B' }),
      },
      Outputs: { Name: { Value: { 'Fn::GetAtt': 'A.Name' }, Export: { Name: 'the-name' } } },
    });
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(stack.outputs).toEqual([{ key: 'Name', value: 'first', exportName: 'the-name' }]);
    expect(trial.resources('s').find(({ logicalId }) => logicalId === 'B')?.properties).toEqual({
      Link: 'arn:fake:A-1',
    });
    expect((await trial.delete('s')).status).toBe('DELETE_COMPLETE');
    expect(thing.log).toEqual(['create A', 'create B', 'create C', 'delete C-3', 'delete B-2', 'delete A-1']);
  });

  it('tells its story in events', async () => {
    await trial.create('s', { Resources: { A: a() } });
    expect(trial.story('s')).toEqual([
      's CREATE_IN_PROGRESS',
      'A CREATE_IN_PROGRESS',
      'A CREATE_COMPLETE',
      's CREATE_COMPLETE',
    ]);
  });

  it('is rolled back when a resource fails, with the reason', async () => {
    const stack = await trial.create('s', {
      Resources: { A: a(), B: a({ Link: ref('A'), FailCreate: 'no room' }), C: a({}, { DependsOn: 'B' }) },
    });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    const reasons = trial.events('s').flatMap(({ reason }) => reason ?? []);
    expect(reasons[1]).toMatch(
      /^Resource handler returned message: "no room" \(RequestToken: .*, HandlerErrorCode: InvalidRequest\)$/,
    );
    expect(reasons[2]).toBe('The following resource(s) failed to create: [B]. Rollback requested by user.');
    expect(thing.log).toEqual(['create A', 'create B', 'delete A-1']);
    expect(trial.resources('s')).toEqual([]);
  });

  it('stays as it is when rollback is off, and vanishes when the caller wants so', async () => {
    const template = { Resources: { A: a({ FailCreate: 'x' }) } };
    expect((await trial.create('kept', template, {}, 'DO_NOTHING')).status).toBe('CREATE_FAILED');
    const model = await trial.create('gone', template, {}, 'DELETE').catch((error: Error) => error.message);
    expect(model).toMatchObject({ status: 'DELETE_COMPLETE' });
  });

  it('rolls back when an export is taken already', async () => {
    const template = { Resources: { A: a() }, Outputs: { X: { Value: 'v', Export: { Name: 'x' } } } };
    await trial.create('one', template);
    const two = await trial.create('two', template);
    expect(two.status).toBe('ROLLBACK_COMPLETE');
    expect(trial.events('two').map(({ reason }) => reason)).toContain(
      'Export with name x is already exported by stack one. Rollback requested by user.',
    );
  });
});

describe('an update', () => {
  it('creates, updates, keeps and removes as the template wants', async () => {
    await trial.create('s', { Resources: { Kept: a(), Changed: a({ Name: '1' }), Gone: a() } });
    thing.log.length = 0;
    const stack = await trial.update('s', {
      Resources: { Kept: a(), Changed: a({ Name: '2' }), New: a({ Link: ref('Changed') }) },
    });
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(thing.log).toEqual(['update Changed', 'create New', 'delete Gone-3']);
    expect(trial.resources('s').map(({ logicalId }) => logicalId)).toEqual(['Changed', 'Kept', 'New']);
  });

  it('replaces a resource whose type changes and deletes the old one last', async () => {
    await trial.create('s', { Resources: { A: a(), B: a({ Link: ref('A') }) } });
    thing.log.length = 0;
    await trial.update('s', { Resources: { A: { Type: 'Test::Fake::Other' }, B: a({ Link: ref('A') }) } });
    expect(thing.log).toEqual(['create A', 'update B', 'delete A-1']);
  });

  it('keeps what its policies retain', async () => {
    const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    await trial.create('s', { Resources: { A: a({}, retained), B: a({}, retained), C: a() } });
    thing.log.length = 0;
    await trial.update('s', { Resources: { A: { Type: 'Test::Fake::Other', ...retained }, C: a() } });
    expect(thing.log).toEqual(['create A']);
    expect(trial.story('s')).toContain('B DELETE_SKIPPED');
  });

  it('is undone when a resource fails', async () => {
    const before = { Resources: { A: a({ Name: '1' }), B: a(), Gone: a() } };
    await trial.create('s', before);
    thing.log.length = 0;
    const stack = await trial.update('s', {
      Resources: { A: a({ Name: '2' }), B: a({ Link: ref('A'), FailUpdate: 'bad' }, { DependsOn: 'New' }), New: a() },
    });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(JSON.parse(stack.templateBody)).toEqual(before);
    expect(thing.log).toEqual(['update A', 'create New', 'update B', 'update B', 'update A', 'delete New-4']);
    expect(trial.resources('s').map(({ logicalId, properties }) => [logicalId, properties])).toEqual([
      ['A', { Name: '1' }],
      ['B', {}],
      ['Gone', {}],
    ]);
  });

  it('refuses to change an export that another stack imports', async () => {
    const source = (value: string) => ({
      Resources: { A: a() },
      Outputs: { X: { Value: value, Export: { Name: 'x' } } },
    });
    await trial.create('source', source('1'));
    await trial.create('user', { Resources: { A: a({ Name: { 'Fn::ImportValue': 'x' } }) } });
    const stack = await trial.update('source', source('2'));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(trial.events('source').map(({ reason }) => reason?.trim())).toContain(
      'Export x cannot be updated as it is in use by user',
    );
  });
});

describe('a deletion', () => {
  it('that fails names what is left, and may be tried again without it', async () => {
    await trial.create('s', { Resources: { A: a({ FailDelete: 'yes' }), B: a() } });
    const stack = await trial.delete('s');
    expect([stack.status, stack.statusReason]).toEqual([
      'DELETE_FAILED',
      'The following resource(s) failed to delete: [A]. ',
    ]);
    expect((await trial.delete('s', ['A'])).status).toBe('DELETE_COMPLETE');
  });
});

describe('the check before', () => {
  it('lists everything that is wrong at once, and nothing is made', async () => {
    const error = await trial
      .create('s', {
        Resources: {
          A: a({ Unheard: 1, Nested: { Known: 1, Other: 2 }, Link: { 'Fn::GetAtt': ['Nowhere', 'Arn'] } }),
          B: { Type: 'AWS::Nothing::Here' },
          C: a({ Name: ref('Missing'), Link: { 'Fn::ImportValue': 'absent' } }),
          D: a({ Link: ref('E') }),
          E: a({ Link: ref('D') }),
        },
      })
      .then(
        () => '',
        (thrown: Error) => thrown.message,
      );
    expect(error.split('\n')).toEqual([
      'Template error: 7 problems were found, nothing was changed',
      expect.stringContaining('Unresolved resource dependencies [Missing] in the Resources block of the template'),
      expect.stringContaining('instance of Fn::GetAtt references undefined resource Nowhere'),
      expect.stringContaining('Property Unheard of Test::Fake::Thing is not supported (resource A)'),
      expect.stringContaining('Property Nested.Other of Test::Fake::Thing is not supported (resource A)'),
      expect.stringContaining('Unrecognized resource types: [AWS::Nothing::Here]'),
      expect.stringContaining('No export named absent found'),
      expect.stringContaining('Circular dependency between resources: [D, E]'),
    ]);
    expect(thing.log).toEqual([]);
  });

  it('notes properties that have no effect', async () => {
    const stack = await trial.create('s', { Resources: { A: a({ Ignored: true }) } });
    expect(stack.acceptedWithoutEffect).toEqual(['A.Ignored: no effect here']);
  });
});

describe('the tags of a stack', () => {
  it('reach every resource that can have tags when they change', async () => {
    const queue = new FakeType('AWS::SQS::Queue');
    const tagged = new TrialGlobe({ types: [queue, thing] });
    const template = { Resources: { Q: { Type: 'AWS::SQS::Queue' }, T: a() } };
    await tagged.create('s', template);
    await tagged.update('s', template, {}, { tags: [{ Key: 'team', Value: 'a' }] });
    expect([queue.log, thing.log]).toEqual([['create Q', 'update Q'], ['create T']]);
  });
});

it('a stack may be deleted while it is being created', async () => {
  const model = await trial.prepare('s', { Resources: { A: a(), B: a({ Link: ref('A') }) } });
  beginCreate(trial.starter, model, { tags: [], capabilities: [], notificationArns: [] }, 'ROLLBACK');
  expect((await trial.delete('s')).status).toBe('DELETE_COMPLETE');
  expect(thing.log).toEqual([]);
});
