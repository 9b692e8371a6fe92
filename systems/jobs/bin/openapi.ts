import { writeFileSync } from 'node:fs';
import { APIGatewayClient, GetExportCommand } from '@aws-sdk/client-api-gateway';
import manifest from '../package.json' with { type: 'json' };
import { findDeployment } from '../src/client/deployment.ts';

// Writes the OpenAPI document of the deployed API, without what belongs to one deployment of it:
// `node --import tsx bin/openapi.ts [stack] [region] [file]`.
const [stack = 'jobs-local', region = 'us-east-1', file = 'openapi.json'] = process.argv.slice(2);
const { apiId, stageName } = await findDeployment(stack, region);
const { body } = await new APIGatewayClient({ region }).send(
  new GetExportCommand({ restApiId: apiId, stageName, exportType: 'oas30', accepts: 'application/json' }),
);
const { servers: _servers, ...document } = JSON.parse(new TextDecoder().decode(body));
document.info.version = manifest.version;
writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
