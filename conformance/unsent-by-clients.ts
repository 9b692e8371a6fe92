import { connect } from 'node:net';

const authorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

/** The headers of a request signed by a key that the globe did not issue, so that its signature is not looked at. */
export function signed(service: string, headers: Record<string, string> = {}): Record<string, string> {
  return { authorization: authorization(service), 'x-amz-date': '20260101T000000Z', ...headers };
}

/** Sends bytes as they are and gives all that comes back until the connection ends or half a second is silent. */
export function sendBytes(port: number, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setTimeout(300, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      socket.setTimeout(20);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(bytes);
  });
}
