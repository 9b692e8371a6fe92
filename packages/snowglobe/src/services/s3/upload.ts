import type { Globe } from '../../contract/globe.ts';
import { releaseBody } from './body.ts';
import { partsOf, uploadsOf } from './bucket.ts';
import { noSuchUpload } from './errors.ts';
import { type UploadRow, uploads } from './tables.ts';

/** The upload under way that a request names. Throws NoSuchUpload, also when the upload is for another key. */
export function findUpload(
  globe: Globe,
  bucket: string,
  key: string | undefined,
  uploadId: string | undefined,
): UploadRow {
  const id = uploadId ?? '';
  for (const upload of uploadsOf(globe, bucket).rangeBy('uploadId', { from: id, to: id })) {
    if (upload.key === key) return upload;
  }
  throw noSuchUpload(id);
}

/** Ends an upload and lets go of its parts' bodies. Within a step. */
export function removeUpload(globe: Globe, bucket: string, upload: UploadRow): void {
  const rows = partsOf(globe, bucket, upload.uploadId);
  for (const part of rows.range()) releaseBody(globe, part.pieces);
  rows.clear();
  uploadsOf(globe, bucket).delete(uploads.key(upload));
}
