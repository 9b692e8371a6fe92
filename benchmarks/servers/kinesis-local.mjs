import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';

const [plain, tls] = await Promise.all([freePort(), freePort()]);
Object.assign(process.env, {
  KINESIS_MOCK_PLAIN_PORT: String(plain),
  KINESIS_MOCK_TLS_PORT: String(tls),
  CREATE_STREAM_DURATION: '1ms',
  SHARD_LIMIT: '1000',
  LOG_LEVEL: 'ERROR',
  KINESIS_MOCK_CERT_PATH: createRequire(import.meta.url).resolve('kinesis-local/server.json'),
});
process.on('SIGTERM', () => process.exit());
await import('kinesis-local/main.js');
await reachable(plain);
console.log(`listening on ${plain}`);

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** It does not tell when it is ready, so ask until it answers; at most ten seconds. */
async function reachable(port) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answered = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('kinesis-local did not start');
}
