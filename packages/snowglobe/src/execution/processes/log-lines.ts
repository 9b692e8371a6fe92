import { StringDecoder } from 'node:string_decoder';

interface FrameReader {
  readonly read: (chunk: Buffer) => void;
}

interface LineReader extends FrameReader {
  readonly end: () => void;
}

/** Takes the chunks of an output stream apart into lines; each is one log event. */
export function lineReader(onLine: (line: string) => void): LineReader {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    read(chunk) {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    },
    end() {
      const line = rest + decoder.end();
      rest = '';
      if (line !== '') onLine(line);
    },
  };
}

const lengthBytes = 4;

/** Reads log events of several lines: each is its length in bytes (32 bits, big endian) and its text in UTF-8. */
export function frameReader(onFrame: (text: string) => void): FrameReader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    read(chunk) {
      rest = rest.byteLength === 0 ? chunk : Buffer.concat([rest, chunk]);
      while (rest.byteLength >= lengthBytes) {
        const end = lengthBytes + rest.readUInt32BE(0);
        if (rest.byteLength < end) return;
        onFrame(rest.toString('utf8', lengthBytes, end));
        rest = rest.subarray(end);
      }
    },
  };
}
