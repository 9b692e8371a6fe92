import {
  CreateAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  InvokeCommand,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipOfTexts } from '../../execution/code-folders.ts';
import { type LambdaGlobe, startLambda } from './testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
beforeAll(async () => {
  globe = await startLambda();
});
afterAll(() => globe.stop());

const code = (n: number) =>
  `exports.handler = async (event, context) => [${n}, context.functionVersion, context.invokedFunctionArn]`;

async function twoVersions() {
  const FunctionName = await globe.create(code(1));
  await globe.lambda.send(new PublishVersionCommand({ FunctionName }));
  await globe.lambda.send(
    new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOfTexts({ 'index.js': code(2) }) }),
  );
  await globe.lambda.send(new PublishVersionCommand({ FunctionName, Description: 'second' }));
  return FunctionName;
}

test('a published version keeps its code', async () => {
  const name = await twoVersions();
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
  expect(await globe.answer(`${name}:1`)).toEqual([1, '1', `${arn}:1`]);
  expect(await globe.answer(`${arn}:2`)).toEqual([2, '2', `${arn}:2`]);
  expect(await globe.answer(name)).toEqual([2, '$LATEST', arn]);
  const { Versions } = await globe.lambda.send(new ListVersionsByFunctionCommand({ FunctionName: name }));
  expect(Versions?.map((version) => version.Version)).toEqual(['$LATEST', '1', '2']);
});

test('publishing what is published already gives the same version', async () => {
  const FunctionName = await twoVersions();
  const again = await globe.lambda.send(new PublishVersionCommand({ FunctionName }));
  expect(again).toMatchObject({ Version: '2', Description: 'second' });
});

test('publishing refuses code that is not the latest', async () => {
  const FunctionName = await globe.create(code(1));
  await expect(
    globe.lambda.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'other' })),
  ).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: expect.stringContaining('is different from current CodeSHA256 in $LATEST'),
  });
});

test('a change with an old revision id is refused', async () => {
  const FunctionName = await globe.create(code(1));
  const change = new UpdateFunctionConfigurationCommand({ FunctionName, RevisionId: 'old', Timeout: 5 });
  await expect(globe.lambda.send(change)).rejects.toMatchObject({ name: 'PreconditionFailedException' });
});

test('an alias leads to its version, and to a second one by weight', async () => {
  const FunctionName = await twoVersions();
  await globe.lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  expect(await globe.answer(`${FunctionName}:live`)).toMatchObject([1, '1', expect.stringMatching(/:live$/)]);
  const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } };
  await globe.lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig }));
  const ran = new Set<string | undefined>();
  for (let n = 0; n < 30; n++) {
    const { ExecutedVersion } = await globe.lambda.send(new InvokeCommand({ FunctionName, Qualifier: 'live' }));
    ran.add(ExecutedVersion);
  }
  expect(ran).toEqual(new Set(['1', '2']));
  const { Aliases } = await globe.lambda.send(new ListAliasesCommand({ FunctionName, FunctionVersion: '2' }));
  expect(Aliases).toMatchObject([{ Name: 'live', FunctionVersion: '1', RoutingConfig }]);
});

test('a version that an alias points at cannot be deleted', async () => {
  const FunctionName = await twoVersions();
  await globe.lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  await expect(globe.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' }))).rejects.toMatchObject({
    name: 'ResourceConflictException',
  });
  await globe.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '2' }));
  await expect(globe.answer(`${FunctionName}:2`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('an alias that is not there has an ARN in its error', async () => {
  const FunctionName = await globe.create(code(1));
  await expect(globe.lambda.send(new GetAliasCommand({ FunctionName, Name: 'none' }))).rejects.toMatchObject({
    message: `Cannot find alias arn: arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}:none`,
  });
});
