import fs from 'node:fs';

/** File descriptors of standard output and standard error. */
const standard: readonly unknown[] = [1, 2];

type Write = (fd: unknown, data: unknown, ...rest: unknown[]) => unknown;

/** Leads what is written to the standard streams, also by file descriptor, to `line`. */
export function installStandardStreams(line: (text: string) => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = ((chunk: unknown, ...rest: unknown[]) => {
      writeLines(textOf(chunk, []), line);
      callBack(rest);
      return true;
    }) as typeof stream.write;
  }
  leadDescriptors(line);
}

/** Some loggers write to the descriptors 1 and 2 past process.stdout. */
function leadDescriptors(line: (text: string) => void): void {
  const target = fs as unknown as Record<'write' | 'writeSync', Write>;
  const { write, writeSync } = target;
  target.writeSync = (fd, data, ...rest) => {
    if (!standard.includes(fd)) return writeSync(fd, data, ...rest);
    const text = textOf(data, rest);
    writeLines(text, line);
    return Buffer.byteLength(text);
  };
  target.write = (fd, data, ...rest) => {
    if (!standard.includes(fd)) return write(fd, data, ...rest);
    const text = textOf(data, rest);
    writeLines(text, line);
    return callBack(rest, null, Buffer.byteLength(text), data);
  };
}

/** Bytes may come with offset and length. */
function textOf(data: unknown, [offset, length]: readonly unknown[]): string {
  if (!(data instanceof Uint8Array)) return String(data);
  const from = typeof offset === 'number' ? offset : 0;
  const to = typeof length === 'number' ? from + length : data.byteLength;
  return Buffer.from(data.subarray(from, to)).toString('utf8');
}

function callBack(rest: readonly unknown[], ...results: unknown[]): void {
  const done = rest.find((argument) => typeof argument === 'function') as ((...all: unknown[]) => void) | undefined;
  if (done) process.nextTick(done, ...results);
}

/** Each line becomes one log event. */
function writeLines(text: string, line: (text: string) => void): void {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  for (const one of lines) line(one);
}
