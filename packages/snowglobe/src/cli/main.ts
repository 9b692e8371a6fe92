#!/usr/bin/env node
import './utc.ts';
import { Command, InvalidArgumentError, Option } from 'commander';
import { deploy } from './deploy.ts';
import { policy } from './policy.ts';
import { start } from './start.ts';

const defaultPort = 4566;
const defaultHost = '127.0.0.1';

const program = new Command('snowglobe').description('A whole event-driven AWS application in one Node.js process.');

program
  .command('start', { isDefault: true })
  .description('open a globe and deploy CDK apps into it')
  .argument('[apps...]', 'folders of CDK apps (with a cdk.json) or of synthesised assemblies (cdk.out)')
  .option(
    '-p, --port <number>',
    'port to listen on; 0 for any free one, or the one that the data folder knows',
    portNumber,
    defaultPort,
  )
  .option('--host <address>', 'address to listen on', defaultHost)
  .option('-d, --data <folder>', 'keep state in this folder between starts (default: in memory only)')
  .option('--seed <text>', 'make ids and other random choices repeatable')
  .addOption(
    new Option('--smtp-url <url>', 'hand mails to this server: smtp://[user:password@]host:port or smtps://...')
      .env('SNOWGLOBE_SMTP_URL')
      .argParser(smtpUrl),
  )
  .option('--mail-folder <folder>', 'keep mails as files here (default: mail in the data folder)')
  .option('--strict-signatures', 'verify the signature of every request', false)
  .action(start);

program
  .command('deploy')
  .description('deploy a CDK app or a synthesised assembly into a running globe')
  .argument('<app>', 'folder of a CDK app or of an assembly')
  .option('-e, --endpoint <url>', 'the globe', `http://${defaultHost}:${defaultPort}`)
  .action(deploy);

program
  .command('policy')
  .description('print the least policy that a run needed, per role, and what was granted in vain')
  .requiredOption('--from-run', 'from what roles have asked for since the globe was started or reset')
  .option('-r, --role <name>', 'only this role')
  .option('--json', 'print everything as JSON')
  .option('-e, --endpoint <url>', 'the globe', `http://${defaultHost}:${defaultPort}`)
  .action(policy);

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

function smtpUrl(text: string): string {
  if (!/^smtps?:\/\/[^/]/.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('a mail server is given as smtp://host:port or smtps://host:port');
  return text;
}

await program.parseAsync();
