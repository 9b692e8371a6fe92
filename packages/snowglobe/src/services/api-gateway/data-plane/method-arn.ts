import type { Exchange } from './exchange.ts';

/** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path` */
export function methodArn({ scope, snapshot, stage, request }: Exchange, path: string): string {
  const place = `${snapshot.api.id}/${stage.stageName}/${request.method}${path}`;
  return `arn:aws:execute-api:${scope.region}:${scope.account}:${place}`;
}
