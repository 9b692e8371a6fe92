import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { unzipSync, zipSync } from 'fflate';

/** What identifies a piece of code. */
export interface CodeDigest {
  /** Base64. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Code on this machine: a folder that is used in place, or the bytes of a zip file. */
export type LocalCode =
  | ({ readonly kind: 'folder'; readonly path: string } & CodeDigest)
  | { readonly kind: 'zip'; readonly zip: Uint8Array };

export function digestOf(zip: Uint8Array): CodeDigest {
  return { sha256: createHash('sha256').update(zip).digest('base64'), bytes: zip.byteLength };
}

/** Reads a code asset; undefined when nothing lies there. */
export function readLocalCode(path: string): LocalCode | undefined {
  if (!existsSync(path)) return undefined;
  if (!statSync(path).isDirectory()) return { kind: 'zip', zip: readFileSync(path) };
  return { kind: 'folder', path, ...digestOfFolder(path) };
}

/** Differs from AWS: the digest of a folder is that of its files' names and contents, since it is never zipped. */
function digestOfFolder(path: string): CodeDigest {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const file of filesUnder(path)) {
    const content = readFileSync(join(path, file));
    bytes += content.byteLength;
    hash.update(`${file}\0${content.byteLength}\0`).update(content);
  }
  return { sha256: hash.digest('base64'), bytes };
}

function filesUnder(path: string): readonly string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => !entry.isDirectory() && statSync(join(entry.parentPath, entry.name)).isFile(),
  );
  return files.map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

/** The folder as a zip file, for those who download a function's code. */
export function zipOfFolder(path: string): Uint8Array {
  return zipSync(Object.fromEntries(filesUnder(path).map((file) => [file, readFileSync(join(path, file))])));
}

/** A zip file of given texts, for code that is written in a template. */
export function zipOfTexts(files: Readonly<Record<string, string>>): Uint8Array {
  const encoder = new TextEncoder();
  // A fixed date: the same text is the same zip file.
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, encoder.encode(text)])), {
    mtime: new Date(1980, 0, 1),
  });
}

/** True when the bytes are a zip file whose names stay inside the folder that it is unpacked to. */
export function isUnpackable(zip: Uint8Array): boolean {
  try {
    const names: string[] = [];
    unzipSync(zip, { filter: ({ name }) => names.push(name) < 0 });
    return names.length > 0 && names.every(staysInside);
  } catch {
    return false;
  }
}

function staysInside(name: string): boolean {
  return !name.startsWith('/') && !name.includes('\\') && !name.split('/').includes('..');
}

/** Unpacks code once per digest, into a folder of this process. */
export interface CodeFolders {
  unpacked(sha256: string, load: () => Promise<Uint8Array>): Promise<string>;
  removeAll(): void;
}

export function createCodeFolders(): CodeFolders {
  const folders = new Map<string, Promise<string>>();
  let root: string | undefined;
  const unpack = async (sha256: string, load: () => Promise<Uint8Array>): Promise<string> => {
    root ??= mkdtempSync(join(tmpdir(), 'snowglobe-code-'));
    const folder = join(root, Buffer.from(sha256, 'base64').toString('hex').slice(0, 32));
    for (const [name, content] of Object.entries(unzipSync(await load()))) {
      if (!staysInside(name)) throw new Error(`A zip file names a path outside of itself: ${name}`);
      writeEntry(join(folder, name), content, name.endsWith('/'));
    }
    return folder;
  };
  return {
    unpacked(sha256, load) {
      const known = folders.get(sha256) ?? unpack(sha256, load);
      folders.set(sha256, known);
      known.catch(() => folders.delete(sha256));
      return known;
    },
    removeAll() {
      folders.clear();
      if (root) rmSync(root, { recursive: true, force: true });
      root = undefined;
    },
  };
}

function writeEntry(path: string, content: Uint8Array, isFolder: boolean): void {
  mkdirSync(isFolder ? path : dirname(path), { recursive: true });
  if (!isFolder) writeFileSync(path, content);
}
