import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Scope } from '../../contract/scope.ts';

/** A file or folder that CDK would upload. */
export interface FileAsset {
  /** A file, or a folder that is uploaded as a zip. */
  readonly path: string;
  readonly zipped: boolean;
  readonly bucket: string;
  readonly key: string;
  /** Where the bucket is. */
  readonly scope: Scope;
}

interface Destination {
  readonly bucketName: string;
  readonly objectKey: string;
  readonly region?: string;
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: {
          readonly path?: string;
          readonly packaging?: string;
          readonly executable?: readonly string[];
        };
        readonly destinations: Readonly<Record<string, Destination>>;
      }
    >
  >;
  readonly dockerImages?: Readonly<Record<string, unknown>>;
}

/** Reads the file assets of a stack. Assets that need Docker or a command are refused. */
export async function readAssetManifest(path: string, scope: Scope): Promise<readonly FileAsset[]> {
  const manifest = JSON.parse(await readFile(path, 'utf8')) as AssetManifest;
  const images = Object.keys(manifest.dockerImages ?? {});
  if (images.length > 0) throw new Error(`Docker image assets are not supported: ${images.join(', ')} in ${path}`);
  return Object.entries(manifest.files ?? {}).flatMap(([id, { source, destinations }]) => {
    const sourcePath = source.path;
    if (sourcePath === undefined)
      throw new Error(`Asset ${id} in ${path} is made by a command, which is not supported`);
    return Object.values(destinations).map((destination) => ({
      path: resolve(dirname(path), sourcePath),
      zipped: source.packaging === 'zip',
      bucket: fillPlaceholders(destination.bucketName, scope),
      key: fillPlaceholders(destination.objectKey, scope),
      scope: { account: scope.account, region: fillPlaceholders(destination.region ?? scope.region, scope) },
    }));
  });
}

/** `${AWS::AccountId}` and the like, as CDK writes them where the environment is not known. */
function fillPlaceholders(text: string, scope: Scope): string {
  return text
    .replaceAll(`\${AWS::AccountId}`, scope.account)
    .replaceAll(`\${AWS::Region}`, scope.region)
    .replaceAll(`\${AWS::Partition}`, 'aws');
}
