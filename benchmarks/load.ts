import { connect, type Socket } from 'node:net';

export interface Load {
  readonly port: number;
  /** Complete HTTP/1.1 requests with `Connection: keep-alive`, sent in turn. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly total: number;
}

export interface LoadResult {
  readonly seconds: number;
  readonly requestsPerSecond: number;
  readonly failures: number;
}

/** Sends `total` requests to 127.0.0.1 over some kept-alive connections, one at a time on each, and counts answers that are not 200. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const state = { sent: 0, failures: 0 };
  const sleep = stayAwake();
  const startedAt = performance.now();
  try {
    await Promise.all(Array.from({ length: load.connections }, () => runConnection(load, state)));
  } finally {
    sleep();
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, requestsPerSecond: load.total / seconds, failures: state.failures };
}

/**
 * Keeps this process polling. Waking a sleeping client is work of the kernel that is counted as the server's, and a slow
 * server's client would sleep more often than a fast one's.
 */
function stayAwake(): () => void {
  let next: NodeJS.Immediate;
  const poll = () => {
    next = setImmediate(poll);
  };
  poll();
  return () => clearImmediate(next);
}

function runConnection(load: Load, state: { sent: number; failures: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(load.port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('connect', () => sendNext(socket));
    let pending = Buffer.alloc(0);
    const sendNext = (to: Socket) => {
      if (state.sent >= load.total) {
        to.end();
        resolve();
        return;
      }
      to.write(load.requests[state.sent % load.requests.length] as Buffer);
      state.sent += 1;
    };
    socket.on('data', (data) => {
      pending = pending.length === 0 ? data : Buffer.concat([pending, data]);
      const length = answerLength(pending);
      if (length === undefined || pending.length < length) return;
      if (pending.toString('latin1', 9, 12) !== '200') state.failures += 1;
      pending = pending.subarray(length);
      sendNext(socket);
    });
  });
}

/** The length of the first answer with its body; undefined while its head is not whole. */
function answerLength(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return headEnd + 4 + Number(length);
  const last = bytes.indexOf('0\r\n\r\n', headEnd);
  return last < 0 ? undefined : last + 5;
}
