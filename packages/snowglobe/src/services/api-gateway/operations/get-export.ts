import type { ExportResponse, GetExportRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { badRequest, notSupported } from '../errors.ts';
import { type Exported, openApiOf, swaggerOf } from '../open-api/export-api.ts';
import type { Extensions } from '../open-api/export-method.ts';
import type { Members } from '../open-api/members.ts';
import { yaml } from '../open-api/yaml.ts';
import { deploymentOf, nowOf, stageOf } from '../rows.ts';

const kinds: Readonly<Record<string, (exported: Exported) => Members>> = { oas30: openApiOf, swagger: swaggerOf };

export const getExport: Operation<GetExportRequest, ExportResponse> = (input, call) => {
  const { restApiId, stageName, exportType = '', parameters = {}, accepts = 'application/json' } = input;
  const stage = stageOf(call, restApiId, stageName);
  const { snapshot } = deploymentOf(call, restApiId, stage.deploymentId);
  const describe = Object.hasOwn(kinds, exportType) ? kinds[exportType] : undefined;
  if (!describe) throw badRequest(`Invalid export type specified: ${exportType}`);
  const extensions = extensionsOf(parameters.extensions);
  const document = describe({ snapshot, stage, region: call.scope.region, extensions });
  const isYaml = /yaml/i.test(accepts);
  const at = nowOf(call.globe).toISOString().replace('.000', '');
  return {
    contentType: isYaml ? 'application/yaml' : 'application/json',
    contentDisposition: `attachment; filename="${exportType}_${at}.${isYaml ? 'yaml' : 'json'}"`,
    body: Buffer.from(isYaml ? yaml().stringify(document) : JSON.stringify(document, null, 2)),
  };
};

function extensionsOf(given = ''): Extensions {
  const named = given.split(',').map((each) => each.trim());
  if (named.includes('postman')) throw notSupported('exports with the extension postman');
  const everything = named.includes('apigateway');
  return {
    everything,
    integrations: everything || named.includes('integrations'),
    authorizers: everything || named.includes('authorizers'),
  };
}
