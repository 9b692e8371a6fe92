import type { DataPlaneRequest } from '../../contract/service.ts';

/** What of a request depends on the URL it came by. */
export interface UrlEventContext {
  readonly urlId: string;
  readonly region: string;
  /** Path below the URL. */
  readonly path: string;
  readonly requestId: string;
  /** Epoch ms. */
  readonly now: number;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, payload format 2.0 */
export function urlEvent(request: DataPlaneRequest, context: UrlEventContext): object {
  const { urlId, region, path } = context;
  const cookies = request.headers.cookie?.flatMap((line) => line.split(/;\s*/));
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => name !== 'cookie')
      .map(([name, values]) => [name, values.join(',')]),
  );
  const text = isText(request.headers['content-type']?.[0]);
  const body = Buffer.from(request.body);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: request.query,
    ...(cookies && { cookies }),
    headers,
    ...(request.query !== '' && { queryStringParameters: queryParameters(request.query) }),
    requestContext: {
      accountId: 'anonymous',
      apiId: urlId,
      domainName: `${urlId}.lambda-url.${region}.on.aws`,
      domainPrefix: urlId,
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: '$default',
      stage: '$default',
      time: commonLogTime(context.now),
      timeEpoch: context.now,
    },
    ...(body.length > 0 && { body: body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !text,
  };
}

function isText(contentType: string | undefined): boolean {
  return (
    contentType !== undefined && /^(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml)))/i.test(contentType)
  );
}

function queryParameters(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2026:19:03:58 +0000` */
function commonLogTime(at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
