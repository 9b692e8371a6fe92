import type { Integration, IntegrationResponse } from '@aws-sdk/client-api-gateway';
import { listAt, type Members, numberAt, objectsAt, present, textAt, textMapAt, textsAt } from './members.ts';

/** `x-amazon-apigateway-integration` as the API has it. AWS: API Gateway Developer Guide, "x-amazon-apigateway-integration object". */
export function integrationIn(given: Members): Integration {
  const type = textAt(given, 'type')?.toUpperCase() as Integration['type'];
  return {
    ...present<Integration>({
      type,
      httpMethod: textAt(given, 'httpMethod')?.toUpperCase(),
      uri: textAt(given, 'uri'),
      credentials: textAt(given, 'credentials'),
      connectionType: textAt(given, 'connectionType')?.toUpperCase() as Integration['connectionType'],
      connectionId: textAt(given, 'connectionId'),
      contentHandling: textAt(given, 'contentHandling') as Integration['contentHandling'],
      passthroughBehavior: textAt(given, 'passthroughBehavior')?.toUpperCase(),
      timeoutInMillis: numberAt(given, 'timeoutInMillis'),
      cacheNamespace: textAt(given, 'cacheNamespace'),
      cacheKeyParameters:
        listAt(given, 'cacheKeyParameters').length > 0 ? [...textsAt(given, 'cacheKeyParameters')] : undefined,
      responseTransferMode: textAt(given, 'responseTransferMode') as Integration['responseTransferMode'],
    }),
    ...('requestTemplates' in given && { requestTemplates: textMapAt(given, 'requestTemplates') }),
    ...('requestParameters' in given && { requestParameters: textMapAt(given, 'requestParameters') }),
  };
}

/** Its responses by status: the key is the pattern that selects one, `default` none. */
export function integrationResponsesIn(given: Members): Readonly<Record<string, IntegrationResponse>> {
  const responses = objectsAt(given, 'responses').map(([pattern, response]): [string, IntegrationResponse] => {
    const statusCode = textAt(response, 'statusCode') ?? '200';
    const one: IntegrationResponse = {
      statusCode,
      ...(pattern !== 'default' && { selectionPattern: pattern }),
      ...('responseParameters' in response && { responseParameters: textMapAt(response, 'responseParameters') }),
      ...('responseTemplates' in response && { responseTemplates: textMapAt(response, 'responseTemplates') }),
      ...('contentHandling' in response && {
        contentHandling: textAt(response, 'contentHandling') as NonNullable<IntegrationResponse['contentHandling']>,
      }),
    };
    return [statusCode, one];
  });
  return Object.fromEntries(responses);
}
