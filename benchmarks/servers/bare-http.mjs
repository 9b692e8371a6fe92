// The least that a Node server can do with the same requests: read the body, answer fixed bytes.
import { createServer } from 'node:http';

const answer = Buffer.from(process.argv[2] ?? '{}');
const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    Buffer.concat(chunks);
    response.writeHead(200, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': answer.length,
      'x-amzn-requestid': '00000000-0000-0000-0000-000000000000',
    });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
process.on('SIGTERM', () => process.exit());
