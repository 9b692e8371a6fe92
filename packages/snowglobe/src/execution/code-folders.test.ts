import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { createCodeFolders, digestOf, isUnpackable, readLocalCode, zipOfFolder, zipOfTexts } from './code-folders.ts';

test('code is unpacked once and removed in the end', async () => {
  const folders = createCodeFolders();
  const zip = zipOfTexts({ 'index.js': 'one', 'deep/er/two.js': 'two' });
  const { sha256 } = digestOf(zip);
  let loads = 0;
  const load = async () => {
    loads += 1;
    return zip;
  };
  const [folder, again] = await Promise.all([folders.unpacked(sha256, load), folders.unpacked(sha256, load)]);
  expect([again, loads]).toEqual([folder, 1]);
  expect(readFileSync(join(folder, 'deep', 'er', 'two.js'), 'utf8')).toBe('two');
  folders.removeAll();
  expect(existsSync(folder)).toBe(false);
});

test.each(['../out.js', 'a/../../out.js', '/etc/out.js', 'a\\..\\out.js'])(
  'a zip file with the name %s is refused',
  (name) => {
    expect(isUnpackable(zipSync({ [name]: new Uint8Array([1]) }))).toBe(false);
  },
);

test('what is no zip file, or an empty one, is refused', () => {
  expect(isUnpackable(new Uint8Array([80, 75, 3]))).toBe(false);
  expect(isUnpackable(zipSync({}))).toBe(false);
});

test('the same text is the same zip file', () => {
  expect(digestOf(zipOfTexts({ a: 'b' }))).toEqual(digestOf(zipOfTexts({ a: 'b' })));
});

test('a folder is used in place, and its digest changes with its files', async () => {
  const folders = createCodeFolders();
  const one = await folders.unpacked('AAAA', async () => zipOfTexts({ 'a.js': '1', 'b/c.js': '2' }));
  const two = await folders.unpacked('BBBB', async () => zipOfTexts({ 'a.js': '1', 'b/c.js': '3' }));
  const [first, second] = [readLocalCode(one), readLocalCode(two)];
  expect(first).toMatchObject({ kind: 'folder', path: one, bytes: 2 });
  expect(second).not.toMatchObject({ sha256: first?.kind === 'folder' ? first.sha256 : '' });
  expect(Object.keys(unzipSync(zipOfFolder(one)))).toEqual(['a.js', 'b/c.js']);
  folders.removeAll();
});

test('there may be nothing at a path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'snowglobe-nothing-'));
  rmSync(folder, { recursive: true });
  expect(readLocalCode(folder)).toBeUndefined();
});
