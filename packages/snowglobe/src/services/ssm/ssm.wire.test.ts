import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  RemoveTagsFromResourceCommand,
  SSMClient,
  UnlabelParameterVersionCommand,
} from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

describe('parameters', () => {
  let globe: TestGlobe;
  let ssm: SSMClient;

  beforeEach(async () => {
    globe = await startTestGlobe();
    ssm = globe.client(SSMClient);
  });

  afterEach(() => globe.stop());

  const put = (Name: string, Value: string, more = {}) =>
    ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more }));
  const get = async (Name: string, more = {}) => (await ssm.send(new GetParameterCommand({ Name, ...more }))).Parameter;

  it('are read back with their version and ARN', async () => {
    expect(await put('/app/url', 'http://x')).toMatchObject({ Version: 1, Tier: 'Standard' });
    expect(await get('/app/url')).toMatchObject({
      Name: '/app/url',
      Type: 'String',
      Value: 'http://x',
      Version: 1,
      ARN: 'arn:aws:ssm:us-east-1:000000000000:parameter/app/url',
      DataType: 'text',
    });
    expect(await get('arn:aws:ssm:us-east-1:000000000000:parameter/app/url')).toMatchObject({ Value: 'http://x' });
  });

  it('are overwritten only when told so, and keep their type', async () => {
    await put('p', 'one', { Description: 'first' });
    await expect(put('p', 'two')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    expect((await put('p', 'two', { Overwrite: true })).Version).toBe(2);
    await expect(put('p', 'x', { Overwrite: true, Type: 'StringList' })).rejects.toMatchObject({
      name: 'HierarchyTypeMismatchException',
    });
    const { Parameters } = await ssm.send(new DescribeParametersCommand({}));
    expect(Parameters).toMatchObject([{ Name: 'p', Version: 2, Description: 'first' }]);
  });

  it('are found by version and by label', async () => {
    await put('p', 'one');
    await put('p', 'two', { Overwrite: true });
    const labelled = await ssm.send(
      new LabelParameterVersionCommand({ Name: 'p', ParameterVersion: 1, Labels: ['prod', '1x'] }),
    );
    expect(labelled).toMatchObject({ InvalidLabels: ['1x'], ParameterVersion: 1 });
    expect(await get('p:1')).toMatchObject({ Value: 'one', Selector: ':1' });
    expect(await get('p:prod')).toMatchObject({ Value: 'one', Selector: ':prod' });
    await ssm.send(new LabelParameterVersionCommand({ Name: 'p', Labels: ['prod'] }));
    expect(await get('p:prod')).toMatchObject({ Value: 'two' });
    await expect(get('p:3')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
    const { Parameters } = await ssm.send(new GetParameterHistoryCommand({ Name: 'p' }));
    expect(Parameters?.map(({ Value, Labels }) => [Value, Labels])).toEqual([
      ['one', []],
      ['two', ['prod']],
    ]);
    const unlabelled = await ssm.send(
      new UnlabelParameterVersionCommand({ Name: 'p', ParameterVersion: 2, Labels: ['prod', 'x'] }),
    );
    expect(unlabelled).toMatchObject({ RemovedLabels: ['prod'], InvalidLabels: ['x'] });
  });

  it('below a path are listed page by page, at one level or all', async () => {
    for (const name of ['/a/1', '/a/2', '/a/b/3', '/ab/4', 'a']) await put(name, name);
    const list = async (more: object) => {
      const names: (string | undefined)[] = [];
      let NextToken: string | undefined;
      do {
        const page = await ssm.send(new GetParametersByPathCommand({ Path: '/a', MaxResults: 1, NextToken, ...more }));
        names.push(...(page.Parameters ?? []).map(({ Name }) => Name));
        NextToken = page.NextToken;
      } while (NextToken);
      return names;
    };
    expect(await list({})).toEqual(['/a/1', '/a/2']);
    expect(await list({ Recursive: true })).toEqual(['/a/1', '/a/2', '/a/b/3']);
  });

  it('that are missing are listed apart when many are asked for', async () => {
    await put('here', 'x');
    const many = await ssm.send(new GetParametersCommand({ Names: ['here', 'gone'] }));
    expect(many.Parameters?.map(({ Name }) => Name)).toEqual(['here']);
    expect(many.InvalidParameters).toEqual(['gone']);
    await expect(get('gone')).rejects.toMatchObject({ name: 'ParameterNotFound', $metadata: { httpStatusCode: 400 } });
    expect(await ssm.send(new DeleteParametersCommand({ Names: ['here', 'gone'] }))).toMatchObject({
      DeletedParameters: ['here'],
      InvalidParameters: ['gone'],
    });
    await expect(ssm.send(new DeleteParameterCommand({ Name: 'here' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
  });

  it('that are secure show their value only to those who ask for decryption', async () => {
    await put('secret', 'treasure', { Type: 'SecureString' });
    expect((await get('secret'))?.Value).not.toContain('treasure');
    expect((await get('secret', { WithDecryption: true }))?.Value).toBe('treasure');
  });

  it('are refused for names, values and patterns that break the rules', async () => {
    await expect(put('a/b', 'x')).rejects.toMatchObject({ message: 'Parameter name must be a fully qualified name.' });
    await expect(put('/aws/x', 'x')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(put('awsome', 'x')).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put('p', 'x'.repeat(4097))).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await put('big', 'x'.repeat(4097), { Tier: 'Intelligent-Tiering' })).toMatchObject({ Tier: 'Advanced' });
    await expect(put('p', 'x', { AllowedPattern: '^\\d+$' })).rejects.toMatchObject({
      name: 'ParameterPatternMismatchException',
    });
    await expect(put('p', 'x', { Type: undefined })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('have tags, and are found by them', async () => {
    await put('p', 'x', { Tags: [{ Key: 'team', Value: 'snow' }] });
    await put('q', 'x');
    const resource = { ResourceType: 'Parameter' as const, ResourceId: 'p' };
    await ssm.send(new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: 'stage', Value: 'test' }] }));
    await ssm.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ['team'] }));
    expect((await ssm.send(new ListTagsForResourceCommand(resource))).TagList).toEqual([
      { Key: 'stage', Value: 'test' },
    ]);
    const tagged = await ssm.send(
      new DescribeParametersCommand({ ParameterFilters: [{ Key: 'tag:stage', Values: ['test'] }] }),
    );
    expect(tagged.Parameters?.map(({ Name }) => Name)).toEqual(['p']);
  });

  it("of AWS's own are refused by name", async () => {
    await expect(get('/aws/service/ami-amazon-linux-latest/x')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });
});
