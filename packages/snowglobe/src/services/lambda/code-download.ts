import type { Globe } from '../../contract/globe.ts';
import type { DataPlaneResponse } from '../../contract/service.ts';
import { codeAsZip } from './code.ts';
import { findVersion } from './function.ts';
import { findLayerVersion } from './layer.ts';

/** Answers `/_aws/lambda-code/ACCOUNT/REGION/FUNCTION/VERSION` and `/_aws/lambda-layer/ACCOUNT/REGION/LAYER/VERSION` with the zip file. */
export async function codeDownload(path: string, globe: Globe): Promise<DataPlaneResponse> {
  const [, , kind, account = '', region = '', name = '', version = ''] = path.split('/').map(decodeURIComponent);
  const scope = { account, region };
  const row =
    kind === 'lambda-code'
      ? findVersion(globe, scope, name, version)
      : findLayerVersion(globe, { scope, name, version: Number(version) });
  if (!row) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'There is no such code.' };
  return { status: 200, headers: { 'content-type': 'application/zip' }, body: await codeAsZip(globe, row.code) };
}
