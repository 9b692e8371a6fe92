import { gzipSync } from 'node:zlib';
import type { HttpEndpointDestinationConfiguration } from '@aws-sdk/client-firehose';
import type { BufferedRecord } from '../tables.ts';
import type { Answer, Exchange } from './exchange.ts';

const base64 = ({ buffer, byteLength, byteOffset }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html */
export function endpointRequest(
  { EndpointConfiguration, RequestConfiguration }: HttpEndpointDestinationConfiguration,
  records: readonly BufferedRecord[],
  { requestId, streamArn, timestamp }: { requestId: string; streamArn: string; timestamp: number },
): Exchange {
  const { AccessKey, Url = '' } = EndpointConfiguration ?? {};
  const { CommonAttributes = [], ContentEncoding } = RequestConfiguration ?? {};
  const attributes = CommonAttributes.map(({ AttributeName, AttributeValue }) => [AttributeName, AttributeValue]);
  const text = JSON.stringify({ requestId, timestamp, records: records.map(({ data }) => ({ data: base64(data) })) });
  const isCompressed = ContentEncoding === 'GZIP';
  const body = isCompressed ? gzipSync(text) : Buffer.from(text);
  return {
    url: new URL(Url),
    body,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': String(body.length),
      'User-Agent': 'Amazon Kinesis Data Firehose Agent/1.0',
      'X-Amz-Firehose-Protocol-Version': '1.0',
      'X-Amz-Firehose-Request-Id': requestId,
      'X-Amz-Firehose-Source-Arn': streamArn,
      ...(isCompressed && { 'Content-Encoding': 'gzip' }),
      ...(AccessKey && { 'X-Amz-Firehose-Access-Key': AccessKey }),
      ...(attributes.length > 0 && {
        'X-Amz-Firehose-Common-Attributes': JSON.stringify({ commonAttributes: Object.fromEntries(attributes) }),
      }),
    },
  };
}

/** What an answer means: delivered, refused for good (413: too large), or to be tried again and why. */
export type Verdict =
  | { readonly kind: 'delivered' | 'refused' }
  | { readonly kind: 'again'; readonly errorCode: string; readonly errorMessage: string };

const invalid: Verdict = {
  kind: 'again',
  errorCode: 'HttpEndpoint.InvalidResponseFromDestination',
  errorMessage:
    'The response received from the specified endpoint is invalid. Contact the owner of the endpoint to resolve the issue.',
};

interface AnswerBody {
  readonly requestId?: unknown;
  readonly timestamp?: unknown;
}

function bodyOf({ body, contentType }: Answer): AnswerBody | undefined {
  if (!contentType.toLowerCase().startsWith('application/json')) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Reads an answer as AWS does: only 200 with the request's id and a timestamp is a delivery. */
export function verdictOf(answer: Answer, requestId: string): Verdict {
  if (answer.status === 413) return { kind: 'refused' };
  const body = bodyOf(answer);
  if (body?.requestId !== requestId || body.timestamp === undefined) return invalid;
  if (answer.status === 200) return { kind: 'delivered' };
  return {
    kind: 'again',
    errorCode: 'HttpEndpoint.DestinationException',
    errorMessage: `Received the following response from the endpoint destination. ${answer.body}`,
  };
}

const longestPauseMs = 120_000;

/** The pause before the nth retry, from 0: doubled each time, by 15 percent more or less. */
export const pauseMs = (retry: number, fraction: number): number =>
  Math.min(longestPauseMs, Math.round(1000 * 2 ** retry * (0.85 + 0.3 * fraction)));
