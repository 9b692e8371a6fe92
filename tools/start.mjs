// `npm start`: sets the clone up and starts a globe with every system in it. Arguments go on to `snowglobe start`.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp();
const systems = readdirSync(join(root, 'systems'))
  .map((name) => join(root, 'systems', name))
  .filter((folder) => existsSync(join(folder, 'cdk.json')));
const cli = join(root, 'packages', 'snowglobe', 'dist', 'cli.js');
const globe = spawn(process.execPath, ['--enable-source-maps', cli, 'start', ...systems, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => globe.kill(signal));
globe.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
