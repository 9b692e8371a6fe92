import { beforeEach, expect, it } from 'vitest';
import { FakeType } from '../trial/fake-type.ts';
import { TrialGlobe } from '../trial/stack-test-globe.ts';
import { nestedStack } from './nested-stack.ts';

const thing = (properties: object) => ({ Type: 'Test::Fake::Thing', Properties: properties });
const parent = (size: string) => ({
  Resources: {
    Inner: {
      Type: 'AWS::CloudFormation::Stack',
      Properties: {
        TemplateURL: 'https://s3.us-east-1.amazonaws.com/templates/inner.json',
        Parameters: { Size: size },
      },
    },
    Outer: thing({ Link: { 'Fn::GetAtt': ['Inner', 'Outputs.Made'] } }),
  },
});

let inner: object;
let log: string[];
let trial: TrialGlobe;
beforeEach(() => {
  inner = {
    Parameters: { Size: { Type: 'String' } },
    Resources: { Part: thing({ Name: { Ref: 'Size' } }) },
    Outputs: { Made: { Value: { Ref: 'Part' } } },
  };
  const type = new FakeType('Test::Fake::Thing');
  log = type.log;
  const answer = () => ({ Body: Buffer.from(JSON.stringify(inner)) });
  trial = new TrialGlobe({ types: [type, nestedStack], answer });
});

it('is made, updated and deleted with its parent', async () => {
  expect((await trial.create('s', parent('1'))).status).toBe('CREATE_COMPLETE');
  expect(trial.resources('s').find(({ logicalId }) => logicalId === 'Outer')?.properties).toEqual({ Link: 'Part-1' });
  const id = trial.resources('s').find(({ logicalId }) => logicalId === 'Inner')?.physicalId ?? '';
  expect(trial.stack(id)).toMatchObject({ status: 'CREATE_COMPLETE', parentId: trial.stack('s').stackId });
  await trial.update('s', parent('2'));
  expect(trial.stack(id).status).toBe('UPDATE_COMPLETE');
  await trial.delete('s');
  expect(trial.stack(id).status).toBe('DELETE_COMPLETE');
  expect(log).toEqual(['create Part', 'create Outer', 'update Part', 'delete Outer-2', 'delete Part-1']);
});

it('that fails takes its parent back, and leaves nothing', async () => {
  inner = {
    Parameters: { Size: { Type: 'String' } },
    Resources: { Good: thing({}), Part: thing({ FailCreate: 'x', Link: { Ref: 'Good' } }) },
    Outputs: { Made: { Value: 'x' } },
  };
  expect((await trial.create('s', parent('1'))).status).toBe('ROLLBACK_COMPLETE');
  expect(log).toEqual(['create Good', 'create Part', 'delete Good-1']);
});

it('with a type that is not supported makes the parent be refused before anything is made', async () => {
  inner = { Resources: { Part: { Type: 'AWS::Nothing::Here' } } };
  await expect(trial.create('s', parent('1'))).rejects.toThrow(
    'Nested stack Inner: Resource type AWS::Nothing::Here is not supported',
  );
  expect(log).toEqual([]);
});
