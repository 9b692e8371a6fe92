import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of mails, one file for each. Made when the first mail comes. */
export function openMailFolder(folder: string) {
  return {
    has: (name: string): boolean => existsSync(join(folder, name)),
    write(name: string, content: Uint8Array): void {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), content);
    },
    remove: (name: string): void => rmSync(join(folder, name), { force: true }),
  };
}
