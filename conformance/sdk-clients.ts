import { Agent } from 'node:http';
import type { SdkPackage } from './sdk-schemas.ts';
import { clientClassOf } from './sdk-schemas.ts';

/** Every host name is this machine, so that host prefixes and virtual-host buckets reach the gateway. */
export const localAgent = new Agent({
  keepAlive: true,
  lookup: (_host, options, callback) => {
    if (options.all)
      (callback as (error: null, found: { address: string; family: number }[]) => void)(null, [
        { address: '127.0.0.1', family: 4 },
      ]);
    else callback(null, '127.0.0.1', 4);
  },
});

export interface ClientOptions {
  readonly [option: string]: unknown;
}

const byService: Readonly<Record<string, ClientOptions>> = {
  // The digests in answers are not compared with the messages.
  sqs: { md5: false, useQueueUrlAsEndpoint: false },
};

/** Settings under which a client neither changes nor checks what a test sends and gets. */
const plainly: ClientOptions = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
  // S3
  forcePathStyle: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  // CloudWatch
  disableRequestCompression: true,
};

export function createClient(service: string, sdk: SdkPackage, endpoint: string, options: ClientOptions = {}) {
  // Kinesis brings a handler of its own, for HTTP/2.
  const handler = service === 'kinesis' ? {} : { requestHandler: { httpAgent: localAgent } };
  return new (clientClassOf(sdk))({ ...plainly, ...handler, ...byService[service], endpoint, ...options });
}
