import type { Globe } from '../../contract/globe.ts';
import { everywhere } from '../../contract/scope.ts';
import { assetsTable } from '../state/tables.ts';

/** Where the file or folder of an asset lies; undefined when the asset came through S3. */
export function assetPath(globe: Globe, bucket: string, key: string): string | undefined {
  return globe.store.collection(assetsTable, everywhere).get(`${bucket}/${key}`)?.path;
}

/** Tells where assets lie, by `bucket/key` of their destination. */
export function rememberAssets(globe: Globe, paths: ReadonlyMap<string, string>): void {
  if (paths.size === 0) return;
  globe.store.step(globe.causes.begin('deployment', 'assets'), () => {
    const assets = globe.store.collection(assetsTable, everywhere);
    for (const [destination, path] of paths) assets.put({ destination, path });
  });
}
