import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { type MailRow, outbox } from '../../contract/mail.ts';
import type { SnowglobeOptions } from '../../snowglobe.ts';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface MailServer {
  readonly port: number;
  readonly received: string[];
  close(): Promise<void>;
}

function mailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    // The globe keeps its connection open.
    closeTimeout: 50,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        received.push(`to ${to}\n${Buffer.concat(chunks).toString('utf8')}`);
        done();
      });
    },
    ...options,
  });
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= new Promise<void>((resolve) => server.close(resolve)));
  ends.push(close);
  return new Promise((resolve) => {
    const { server: listener } = server;
    server.listen(port, '127.0.0.1', () =>
      resolve({ port: (listener.address() as AddressInfo).port, received, close }),
    );
  });
}

async function open(options: SnowglobeOptions): Promise<TestGlobe> {
  const globe = await startTestGlobe({ clock: 'held', startAt: Date.UTC(2026, 0, 1), ...options });
  ends.push(() => globe.stop());
  return globe;
}

const mails = (globe: TestGlobe): MailRow[] =>
  [...globe.globe.store.everyCollection(outbox)].flatMap(({ rows }) => [...rows.range()]);

/** A topic with one subscriber, who has been asked to confirm. */
async function topicOf(globe: TestGlobe, address = 'ann@example.com') {
  const sns = globe.client(SNSClient);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'news', Attributes: { DisplayName: 'Näws' } }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: address }));
  await globe.settle();
  return { sns, TopicArn };
}

const dataFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'post-office-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test('a mail server gets the mails of a topic, and the link in the first one confirms', async () => {
  const server = await mailServer();
  const globe = await open({ smtpUrl: `smtp://127.0.0.1:${server.port}` });
  const { sns, TopicArn } = await topicOf(globe);
  const [asked] = server.received;
  expect(asked).toContain('to ann@example.com\n');
  expect(asked).toMatch(/^Subject: AWS Notification - Subscription Confirmation\r$/m);
  expect(asked).toMatch(/^Date: Thu, 01 Jan 2026 00:00:00 \+0000\r$/m);
  const Token = /Token=3?D?([0-9a-f]+)/.exec((asked ?? '').replaceAll('=\r\n', ''))?.[1];
  await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
  await sns.send(new PublishCommand({ TopicArn, Subject: 'Hello', Message: 'Grüße, and a line\n.\nof its own' }));
  await globe.settle();
  expect(server.received[1]).toMatch(/^Subject: Hello\r$/m);
  expect(server.received[1]).toMatch(/^From: .*<no-reply@sns\.amazonaws\.com>\r$/m);
  expect(mails(globe).map(({ handover }) => handover?.state)).toEqual(['taken', 'taken']);
});

test('mails wait for a server that is down, on the clock, and the journey tells why', async () => {
  const first = await mailServer();
  await first.close();
  const globe = await open({ smtpUrl: `smtp://127.0.0.1:${first.port}` });
  await topicOf(globe);
  expect(mails(globe)).toMatchObject([{ handover: { state: 'waiting', failures: 1 } }]);
  await globe.advance(60_000);
  expect(mails(globe)).toMatchObject([{ handover: { state: 'waiting', failures: 6 } }]);
  const trace = mails(globe)[0]?.cause.trace ?? '';
  const labels = globe.causes.journey(trace).map(({ label }) => label);
  expect(labels).toContain(`mail to ann@example.com by 127.0.0.1:${first.port}`);
  expect(labels.join()).toMatch(/did not take the mail: .*ECONNREFUSED/);

  const { received } = await mailServer({}, first.port);
  await globe.advance(60_000);
  expect(received).toHaveLength(1);
  expect(mails(globe)).toMatchObject([{ handover: { state: 'taken' } }]);
});

test('a server that refuses an address for good is not asked again, one that is busy is', async () => {
  let busy = true;
  const server = await mailServer({
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('nobody')) return done(Object.assign(new Error('No such user'), { responseCode: 550 }));
      return busy ? done(Object.assign(new Error('Try again later'), { responseCode: 451 })) : done();
    },
  });
  const globe = await open({ smtpUrl: `smtp://127.0.0.1:${server.port}` });
  await topicOf(globe, 'nobody@example.com');
  await topicOf(globe);
  expect(mails(globe)).toMatchObject([
    { handover: { state: 'refused', reason: expect.stringContaining('No such user') } },
    { handover: { state: 'waiting', reason: expect.stringContaining('Try again later') } },
  ]);
  busy = false;
  await globe.advance(60_000);
  expect(server.received).toHaveLength(1);
});

test('mails are files in the data folder, and go to a server that is given at a later start', async () => {
  const folder = dataFolder();
  const before = await startTestGlobe({ clock: 'held', startAt: Date.UTC(2026, 0, 1), dataFolder: folder });
  await topicOf(before);
  const [file = ''] = readdirSync(join(folder, 'mail'));
  expect(file).toMatch(/^\d{23}-us-east-1-000000000000\.eml$/);
  const text = readFileSync(join(folder, 'mail', file), 'utf8');
  expect(text).toMatch(/^To: ann@example\.com\r$/m);
  await before.stop();

  rmSync(join(folder, 'mail', file));
  const server = await mailServer();
  const globe = await open({ dataFolder: folder, smtpUrl: `smtp://127.0.0.1:${server.port}` });
  await globe.settle();
  expect(server.received).toEqual([`to ann@example.com\n${text}`]);
  expect(readFileSync(join(folder, 'mail', file), 'utf8')).toBe(text);
  await globe.clear();
  expect(readdirSync(join(folder, 'mail'))).toEqual([]);
});

test('a mail server is a URL of smtp or smtps', async () => {
  await expect(startTestGlobe({ smtpUrl: 'http://127.0.0.1:25' })).rejects.toThrow('smtp://host:port');
});
