import { readFile } from 'node:fs/promises';

/** The text of an asset's file. */
export function readAssetText(path: string): Promise<string> {
  return readFile(path, 'utf8');
}
