import { parseArn } from '../../contract/arn.ts';
import { noSuchResource } from './errors.ts';
import { apiOf, domainNameOf, type Place, rowsOf, stageOf } from './rows.ts';
import { apis, domainNames, stages, type Tags } from './tables.ts';

/** The tags of a resource, and how to change them. */
export interface Tagged {
  readonly tags: Tags;
  put(tags: Tags): void;
}

/** The tagged resource behind `arn:aws:apigateway:REGION::/apis/ID`, a stage's or a domain name's ARN. */
export function taggedOf(place: Place, arn: string | undefined): Tagged {
  const [, kind, id, stagesWord, stageName] = parseArn(arn ?? '')?.resource.split('/') ?? [];
  if (kind === 'domainnames' && id !== undefined) {
    const row = domainNameOf(place, id);
    return { tags: row.tags, put: (tags) => rowsOf(place, domainNames).put({ ...row, tags }) };
  }
  if (kind !== 'apis' || id === undefined) throw noSuchResource();
  if (stagesWord === 'stages') {
    const row = stageOf(place, id, stageName);
    return { tags: row.tags, put: (tags) => rowsOf(place, stages, id).put({ ...row, tags }) };
  }
  const row = apiOf(place, id);
  return { tags: row.tags, put: (tags) => rowsOf(place, apis).put({ ...row, tags }) };
}
