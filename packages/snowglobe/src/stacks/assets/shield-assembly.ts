import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes Node.js take the `.js` files of assets for CommonJS unless the asset says otherwise, as on AWS, where no
 * package.json lies above a function's code; in an assembly the app's own package.json does.
 */
export async function shieldAssembly(folder: string): Promise<void> {
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n', { flag: 'wx' });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // It is there already, or the folder may only be read: then the app's own package.json counts.
    if (!['EEXIST', 'EROFS', 'EACCES', 'EPERM'].includes(code)) throw error;
  }
}
