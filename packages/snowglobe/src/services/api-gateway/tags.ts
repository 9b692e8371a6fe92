import { parseArn } from '../../contract/arn.ts';
import { domainNameOf } from './domain-name.ts';
import { noSuchTagged } from './errors.ts';
import { apiKeyOf, apiOf, type Place, rowsOf, stageOf, usagePlanOf } from './rows.ts';
import { apiKeys, apis, domainNames, stages, usagePlans } from './tables.ts';

type Tags = Record<string, string>;

/** The tags of a resource, and how to change them. */
export interface Tagged {
  readonly tags: Tags;
  put(tags: Tags): void;
}

/** The tagged resource behind `arn:aws:apigateway:REGION::/restapis/ID`, that of a stage, an API key or a usage plan. */
export function taggedOf(place: Place, arn: string | undefined): Tagged {
  const [, kind, id, , stageName] = parseArn(arn ?? '')?.resource.split('/') ?? [];
  if (kind === 'apikeys') {
    const row = apiKeyOf(place, id);
    return { tags: row.tags, put: (tags) => rowsOf(place, apiKeys).put({ ...row, tags }) };
  }
  if (kind === 'usageplans') {
    const row = usagePlanOf(place, id);
    return { tags: row.tags, put: (tags) => rowsOf(place, usagePlans).put({ ...row, tags }) };
  }
  if (kind === 'domainnames') {
    const row = domainNameOf(place, id);
    return { tags: row.tags, put: (tags) => rowsOf(place, domainNames).put({ ...row, tags }) };
  }
  if (kind !== 'restapis' || id === undefined) throw noSuchTagged();
  if (stageName !== undefined) {
    const row = stageOf(place, id, stageName);
    return { tags: row.tags, put: (tags) => rowsOf(place, stages, id).put({ ...row, tags }) };
  }
  const row = apiOf(place, id);
  return { tags: row.tags, put: (tags) => rowsOf(place, apis).put({ ...row, tags }) };
}
