import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cause } from '../contract/cause.ts';
import type { TableDefinition } from '../contract/table.ts';
import { GlobeClock } from '../time/clock.ts';
import { openDataFolder } from './data-folder.ts';
import { MemoryStore } from './memory-store.ts';

interface Row {
  readonly id: string;
  readonly body: Uint8Array;
}

const table: TableDefinition<Row> = { name: 'test/rows', key: (row) => row.id };
const scope = { account: '000000000000', region: 'us-east-1' };
const cause: Cause = { id: '0'.repeat(16), trace: 'test', kind: 'system', label: 'test', at: 0 };
const fail = (where: string, error: unknown) => {
  throw new Error(where, { cause: error });
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snowglobe-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function open() {
  const data = await openDataFolder(folder, fail);
  const store = new MemoryStore({ clock: new GlobeClock({ held: true }), journal: data.journal, reportFault: fail });
  await data.load(store, new Map([[table.name, table as unknown as TableDefinition<object>]]));
  return { data, store, rows: store.collection(table, scope, 'part') };
}

async function fill(count: number): Promise<void> {
  const { data, store, rows } = await open();
  for (let id = 0; id < count; id += 1)
    store.step(cause, () => rows.put({ id: `${id}`, body: Buffer.from(`body ${id}`) }));
  store.step(cause, () => rows.delete('0'));
  await store.flushed();
  await data.close();
}

describe('a data folder', () => {
  it('gives back every row that was flushed, and none that was deleted', async () => {
    await fill(100);
    const { data, rows } = await open();
    expect(rows.size).toBe(99);
    expect(Buffer.from(rows.get('57')?.body ?? []).toString()).toBe('body 57');
    await data.close();
  });

  it('keeps bodies, and never a row without its body', async () => {
    const first = await open();
    const put = first.data.blobs.put(Buffer.from('small'));
    const writer = first.data.blobs.writer();
    await writer.write(Buffer.from('large '));
    await writer.write(Buffer.from('body'));
    const written = await writer.finish();
    first.store.step(cause, () => first.rows.put({ id: put, body: Buffer.alloc(0) }));
    await first.store.flushed();
    await first.data.close();
    const { data } = await open();
    expect(Buffer.from(await data.blobs.read(put)).toString()).toBe('small');
    const parts: Uint8Array[] = [];
    for await (const part of data.blobs.stream(written, 6, 8)) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe('bo');
    await data.close();
  });

  it('is refused while another process has it open', async () => {
    const { data } = await open();
    await expect(openDataFolder(folder, fail)).rejects.toThrow('in use by another Snowglobe');
    await data.close();
  });

  it('is refused when it holds something else, and left alone', async () => {
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    await expect(openDataFolder(folder, fail)).rejects.toThrow('holds no Snowglobe store');
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  it('is refused when another version wrote it', async () => {
    await fill(3);
    writeFileSync(join(folder, 'snowglobe.json'), '{"format":99}');
    await expect(openDataFolder(folder, fail)).rejects.toThrow('store format 99, this Snowglobe reads format 1');
  });

  it.each([
    ['its journal is gone', () => rmSync(join(folder, 'journal'), { recursive: true })],
    ['the list of its files is gone', () => rmSync(join(folder, 'journal', 'CURRENT'))],
    ['a byte of a row is wrong', () => flipByte(/\.log$|\.ldb$/)],
    ['its marker is cut short', () => writeFileSync(join(folder, 'snowglobe.json'), '{"for')],
  ])('is refused, not emptied, when %s', async (_what, damage) => {
    await fill(2_000);
    damage();
    await expect(open()).rejects.toThrow('the store is damaged');
  });
});

function flipByte(pattern: RegExp): void {
  const journal = join(folder, 'journal');
  const [path] = readdirSync(journal)
    .filter((name) => pattern.test(name))
    .map((name) => join(journal, name))
    .sort((a, b) => readFileSync(b).length - readFileSync(a).length);
  if (!path) throw new Error('no file to damage');
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}
