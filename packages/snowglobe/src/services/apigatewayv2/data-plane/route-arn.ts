import type { Exchange } from './exchange.ts';

/** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path` */
export function routeArn({ scope, api, stage, request }: Exchange): string {
  const place = `${api.apiId}/${stage.stageName}/${request.method}${request.routedPath}`;
  return `arn:aws:execute-api:${scope.region}:${scope.account}:${place}`;
}
