import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'snowglobe-cli-'));
  folders.push(folder);
  return folder;
}

interface Run {
  readonly child: ChildProcess;
  /** Resolves with everything printed once a pattern appears in it, or the process has ended. */
  until(pattern: RegExp): Promise<string>;
}

function run(...args: readonly string[]): Run {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...process.env, NO_COLOR: '1' } });
  children.push(child);
  let output = '';
  let ended = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
      tell();
    });
  }
  child.on('close', () => {
    ended = true;
    tell();
  });
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const check = () => {
        if (!ended && !pattern.test(output)) return;
        listeners.delete(check);
        resolve(output);
      };
      listeners.add(check);
      check();
    });
  return { child, until };
}

async function startedAt(started: Run): Promise<string> {
  const output = await started.until(/Ctrl-C/);
  return /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '';
}

const template = {
  Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 5 } } },
  Outputs: { QueueUrl: { Value: { Ref: 'Jobs' } } },
};

/** A synthesised assembly with one stack. */
function assembly(body: object = template): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'stack.template.json'), JSON.stringify(body));
  const artifact = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/eu-north-1',
    properties: { templateFile: 'stack.template.json', stackName: 'one' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '36.0.0', artifacts: { one: artifact } }));
  return folder;
}

describe('snowglobe start', () => {
  it('opens a globe, says where, and ends at once when told to', async () => {
    const started = run('start', '--port', '0');
    const endpoint = await startedAt(started);
    const health = await fetch(`${endpoint}/_snowglobe/health`);
    expect([health.status, await health.json()]).toEqual([200, { ready: true, systems: {} }]);
    const ended = new Promise((resolve) => started.child.once('exit', resolve));
    started.child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('takes the URL of a mail server, and nothing else for one', async () => {
    await startedAt(run('start', '--port', '0', '--smtp-url', 'smtp://127.0.0.1:2525'));
    const refused = await run('start', '--port', '0', '--smtp-url', 'localhost:25').until(/mail server/);
    expect(refused).toContain('a mail server is given as smtp://host:port or smtps://host:port');
  });

  it('deploys an assembly and tells its outputs, on the terminal and by its health', async () => {
    const folder = assembly();
    const started = run('start', folder, '--port', '0');
    const endpoint = await startedAt(started);
    const output = await started.until(/QueueUrl/);
    expect(output).toContain(`${endpoint}/000000000000/`);
    const { systems } = (await (await fetch(`${endpoint}/_snowglobe/health`)).json()) as {
      systems: Record<string, object>;
    };
    expect(Object.values(systems)).toMatchObject([{ status: 'running', region: 'eu-north-1' }]);
  });

  it('names what it cannot deploy, answers 503, and goes on', async () => {
    const folder = assembly({ Resources: { Fleet: { Type: 'AWS::GameLift::Fleet', Properties: {} } } });
    const started = run('start', folder, '--port', '0');
    const endpoint = await startedAt(started);
    expect(await started.until(/GameLift/)).toContain('AWS::GameLift::Fleet');
    const health = await fetch(`${endpoint}/_snowglobe/health`);
    expect(health.status).toBe(503);
    expect(JSON.stringify(await health.json())).toContain('AWS::GameLift::Fleet');
  });

  it('says so when the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const output = await run('start', '--port', String(port)).until(/in use/);
    expect(output).toContain(`port ${port} is in use: choose another with --port`);
    server.close();
  });

  it('refuses a folder that is no store of its own', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    expect(await run('start', '--port', '0', '--data', folder).until(/holds no/)).toContain('holds no Snowglobe store');
  });

  it('keeps its state in a data folder', async () => {
    const folder = temporaryFolder();
    const app = assembly();
    const first = run('start', app, '--port', '0', '--data', folder);
    await startedAt(first);
    const ended = new Promise((resolve) => first.child.once('exit', resolve));
    first.child.kill('SIGKILL');
    await ended;
    const second = run('start', '--port', '0', '--data', folder);
    const endpoint = await startedAt(second);
    const sqs = new SQSClient({
      endpoint,
      region: 'eu-north-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { QueueUrls } = await sqs.send(new ListQueuesCommand({}));
    sqs.destroy();
    expect(QueueUrls?.[0]).toContain('/one-Jobs');
  });
});

describe('snowglobe deploy', () => {
  it('deploys into a running globe', async () => {
    const endpoint = await startedAt(run('start', '--port', '0'));
    const output = await run('deploy', assembly(), '--endpoint', endpoint).until(/QueueUrl/);
    expect(output).toContain('one (eu-north-1)');
  });

  it('prints what each role needed', async () => {
    const started = run('start', assembly(), '--port', '0');
    const endpoint = await startedAt(started);
    await started.until(/QueueUrl/);
    expect(await run('policy', '--from-run', '--endpoint', endpoint, '--role', 'nobody').until(/nobody/)).toContain(
      'there is no role nobody',
    );
    expect(await run('policy', '--from-run', '--endpoint', endpoint).until(/no roles/)).toContain('there are no roles');
  });

  it('says so when no globe answers', async () => {
    const output = await run('deploy', assembly(), '--endpoint', 'http://127.0.0.1:9').until(/no globe/);
    expect(output).toContain('no globe answers at http://127.0.0.1:9');
  });
});
