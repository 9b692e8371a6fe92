import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';
import { startTokenIssuer } from './testing/token-issuer.ts';

let globe: TestGlobe;
let issuer: Awaited<ReturnType<typeof startTokenIssuer>>;
let sts: STSClient;
const RoleArn = 'arn:aws:iam::000000000000:role/deployer';

beforeAll(async () => {
  globe = await startTestGlobe();
  issuer = await startTokenIssuer();
  sts = globe.client(STSClient);
  const iam = globe.client(IAMClient);
  const { OpenIDConnectProviderArn: Federated } = await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: issuer.url, ClientIDList: ['snowglobe'] }),
  );
  const host = issuer.url.slice('http://'.length);
  const trust = {
    Effect: 'Allow',
    Principal: { Federated },
    Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    Condition: { StringEquals: { [`${host}:aud`]: 'snowglobe' }, StringLike: { [`${host}:sub`]: 'repo:snow/*' } },
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await iam.send(new CreateRoleCommand({ RoleName: 'deployer', AssumeRolePolicyDocument }));
  const Condition = {
    StringEquals: { [`${host}:sub`]: 'repo:snow/globe', 'aws:FederatedProvider': Federated },
  };
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sqs:ListQueues', Resource: '*', Condition }],
  });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'deployer', PolicyName: 'p', PolicyDocument }));
});
afterAll(async () => {
  issuer.stop();
  await globe.stop();
});

const assume = (WebIdentityToken: string) =>
  sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'build', WebIdentityToken }));

it('a token of a trusted provider becomes a session, whose policies can ask for its claims', async () => {
  const answer = await assume(await issuer.token({ sub: 'repo:snow/globe', aud: 'snowglobe' }));
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: 'repo:snow/globe',
    Audience: 'snowglobe',
    Provider: `arn:aws:iam::000000000000:oidc-provider/${issuer.url.slice('http://'.length)}`,
    AssumedRoleUser: { Arn: 'arn:aws:sts::000000000000:assumed-role/deployer/build' },
  });
  const credentials = {
    accessKeyId: answer.Credentials?.AccessKeyId ?? '',
    secretAccessKey: answer.Credentials?.SecretAccessKey ?? '',
    sessionToken: answer.Credentials?.SessionToken ?? '',
  };
  const identity = await globe.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}));
  expect(identity.Arn).toBe('arn:aws:sts::000000000000:assumed-role/deployer/build');
  await globe.client(SQSClient, { credentials }).send(new ListQueuesCommand({}));
});

it('a subject that the trust policy does not name is refused without a reason', async () => {
  await expect(assume(await issuer.token({ sub: 'repo:other/x', aud: 'snowglobe' }))).rejects.toMatchObject({
    name: 'AccessDenied',
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  });
});

it('a token for somebody else, of a stranger, forged or no token at all is invalid', async () => {
  const claims = { sub: 'repo:snow/globe', aud: 'snowglobe' };
  const refused = (token: string, message: string) =>
    expect(assume(token)).rejects.toMatchObject({ name: 'InvalidIdentityTokenException', message });
  await refused(await issuer.token({ ...claims, aud: 'others' }), 'Incorrect token audience');
  await refused(
    await issuer.forged(claims),
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
  );
  await refused(
    'no token',
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );
  const stranger = await startTokenIssuer();
  await refused(await stranger.token(claims), `No OpenIDConnect provider found in your account for ${stranger.url}`);
  stranger.stop();
});

it('a token ends', async () => {
  const endsAt = Math.floor(globe.globe.clock.now() / 1000) - 10;
  const token = await issuer.token({ sub: 'repo:snow/globe', aud: 'snowglobe' }, endsAt);
  await expect(assume(token)).rejects.toMatchObject({
    name: 'ExpiredTokenException',
    message: expect.stringMatching(
      new RegExp(`^Token expired: current date/time \\d+ must be before the expiration date/time ${endsAt}$`),
    ),
  });
});

it('tags in the token are the session’s', async () => {
  const tags = { principal_tags: { team: ['snow'] }, transitive_tag_keys: ['team'] };
  const token = await issuer.token({
    sub: 'repo:snow/globe',
    aud: 'snowglobe',
    'https://aws.amazon.com/tags': tags,
  });
  expect((await assume(token)).Credentials?.AccessKeyId).toMatch(/^ASIA/);
});
