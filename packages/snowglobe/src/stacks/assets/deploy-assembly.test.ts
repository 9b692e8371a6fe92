import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InternalCall } from '../../contract/globe.ts';
import type { ResourceContext, ResourceType } from '../../contract/resource-type.ts';
import { FakeType } from '../trial/fake-type.ts';
import { TrialGlobe } from '../trial/stack-test-globe.ts';
import { deployAssembly } from './deploy-assembly.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assembly-'));
});
afterEach(() => rm(folder, { recursive: true }));

const thing = (properties: object = {}) => ({ Type: 'Test::Fake::Thing', Properties: properties });

interface StackSpec {
  readonly template: object;
  readonly environment?: string;
  readonly dependsOn?: readonly string[];
  readonly assets?: object;
}

async function writeAssembly(stacks: Readonly<Record<string, StackSpec>>, more: object = {}): Promise<void> {
  const artifacts: Record<string, object> = {};
  for (const [
    id,
    { template, environment = 'aws://unknown-account/unknown-region', dependsOn = [], assets },
  ] of Object.entries(stacks)) {
    await writeFile(join(folder, `${id}.template.json`), JSON.stringify(template));
    await writeFile(join(folder, `${id}.assets.json`), JSON.stringify({ files: assets ?? {} }));
    artifacts[`${id}.assets`] = { type: 'cdk:asset-manifest', properties: { file: `${id}.assets.json` } };
    artifacts[id] = {
      type: 'aws:cloudformation:stack',
      environment,
      dependencies: [`${id}.assets`, ...dependsOn],
      properties: { templateFile: `${id}.template.json`, tags: { team: 'a' } },
    };
  }
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts, ...more }));
}

/** A type that looks where the code of its asset lies. */
class CodeType extends FakeType implements ResourceType {
  override readonly properties = { Code: true, Role: true } as unknown as FakeType['properties'];
  readonly found: (string | undefined)[] = [];

  override async create(
    properties: Readonly<Record<string, { S3Bucket: string; S3Key: string }>>,
    context: ResourceContext,
  ) {
    const { S3Bucket = '', S3Key = '' } = properties['Code'] ?? {};
    this.found.push(context.assetPath(S3Bucket, S3Key));
    return { physicalId: 'f', attributes: {} };
  }
}

describe('an assembly', () => {
  it('is deployed in the order of its dependencies, exports flowing on', async () => {
    const type = new FakeType('Test::Fake::Thing');
    const trial = new TrialGlobe({ types: [type] });
    await writeAssembly({
      Last: { template: { Resources: { B: thing({ Name: { 'Fn::ImportValue': 'made' } }) } }, dependsOn: ['First'] },
      First: {
        template: { Resources: { A: thing() }, Outputs: { Made: { Value: { Ref: 'A' }, Export: { Name: 'made' } } } },
      },
      Abroad: { template: { Resources: { C: thing() } }, environment: 'aws://123456789012/eu-west-1' },
    });
    const deployed = await deployAssembly(trial.globe, new Map([[type.type, type]]), { assemblyFolder: folder });
    expect(
      deployed.map(({ name, account, region, status, outputs }) => [name, account, region, status, outputs]),
    ).toEqual([
      ['Last', '000000000000', 'us-east-1', 'CREATE_COMPLETE', {}],
      ['First', '000000000000', 'us-east-1', 'CREATE_COMPLETE', { Made: 'A-1' }],
      ['Abroad', '123456789012', 'eu-west-1', 'CREATE_COMPLETE', {}],
    ]);
    expect(trial.stack('Last').tags).toEqual([{ Key: 'team', Value: 'a' }]);
  });

  it('deployed again changes nothing, and only what is new when it changed', async () => {
    const type = new FakeType('Test::Fake::Thing');
    const trial = new TrialGlobe({ types: [type] });
    const types = new Map([[type.type, type]]);
    await writeAssembly({ S: { template: { Resources: { A: thing() } } } });
    await deployAssembly(trial.globe, types, { assemblyFolder: folder });
    await deployAssembly(trial.globe, types, { assemblyFolder: folder });
    await writeAssembly({ S: { template: { Resources: { A: thing(), B: thing() } } } });
    await deployAssembly(trial.globe, types, { assemblyFolder: folder });
    expect(type.log).toEqual(['create A', 'create B']);
  });

  it('that could not be made the first time is made anew', async () => {
    const type = new FakeType('Test::Fake::Thing');
    const trial = new TrialGlobe({ types: [type] });
    const types = new Map([[type.type, type]]);
    await writeAssembly({ S: { template: { Resources: { A: thing({ FailCreate: 'not today' }) } } } });
    await expect(deployAssembly(trial.globe, types, { assemblyFolder: folder })).rejects.toThrow(
      /S .*is ROLLBACK_COMPLETE\n- A .*not today/,
    );
    await writeAssembly({ S: { template: { Resources: { A: thing() } } } });
    const [deployed] = await deployAssembly(trial.globe, types, { assemblyFolder: folder });
    expect(deployed?.status).toBe('CREATE_COMPLETE');
  });

  it('is refused whole when one of its stacks needs a type that is not there', async () => {
    const type = new FakeType('Test::Fake::Thing');
    const trial = new TrialGlobe({ types: [type] });
    await writeAssembly({
      One: { template: { Resources: { A: thing() } } },
      Two: { template: { Resources: { B: { Type: 'AWS::Nothing::Here' } } } },
    });
    await expect(deployAssembly(trial.globe, new Map([[type.type, type]]), { assemblyFolder: folder })).rejects.toThrow(
      '- Two: B is of type AWS::Nothing::Here',
    );
    expect(type.log).toEqual([]);
  });

  it('leaves code where it lies and uploads the other files', async () => {
    const type = new CodeType('AWS::Lambda::Function');
    const calls: InternalCall[] = [];
    const answer = (call: InternalCall) => {
      calls.push(call);
      if (call.operation.startsWith('Head')) throw new Error('not found');
      return {};
    };
    const trial = new TrialGlobe({ types: [type], answer });
    await mkdir(join(folder, 'asset.code'));
    await mkdir(join(folder, 'asset.site'));
    await writeFile(join(folder, 'asset.site', 'index.html'), 'hello');
    const destination = (objectKey: string) => ({
      current: { bucketName: 'cdk-assets-${AWS::AccountId}-${AWS::Region}', objectKey },
    });
    await writeAssembly({
      S: {
        template: {
          Resources: {
            F: {
              Type: 'AWS::Lambda::Function',
              Properties: {
                Role: 'r',
                Code: { S3Bucket: { 'Fn::Sub': 'cdk-assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: 'code.zip' },
              },
            },
          },
        },
        assets: {
          code: { source: { path: 'asset.code', packaging: 'zip' }, destinations: destination('code.zip') },
          site: { source: { path: 'asset.site', packaging: 'zip' }, destinations: destination('site.zip') },
          template: {
            source: { path: 'S.template.json', packaging: 'file' },
            destinations: destination('template.json'),
          },
        },
      },
    });
    await deployAssembly(trial.globe, new Map([[type.type, type as unknown as ResourceType]]), {
      assemblyFolder: folder,
    });
    expect(type.found).toEqual([join(folder, 'asset.code')]);
    expect(calls.filter(({ operation }) => operation === 'PutObject').map(({ input }) => input)).toMatchObject([
      { Bucket: 'cdk-assets-000000000000-us-east-1', Key: 'site.zip' },
    ]);
  });

  it('that looks up context is refused with the missing keys', async () => {
    const trial = new TrialGlobe({ types: [] });
    await writeAssembly({}, { missing: [{ key: 'vpc-provider:x', provider: 'vpc-provider' }] });
    await expect(deployAssembly(trial.globe, new Map(), { assemblyFolder: folder })).rejects.toThrow(
      'vpc-provider:x (vpc-provider)',
    );
  });
});
