import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceSettings } from '../packages/snowglobe/src/gateway/models.ts';
import { modelledServices } from '../packages/snowglobe/src/gateway/models.ts';
import type { RecordingGlobe } from './recording-globe.ts';
import { startRecordingGlobe } from './recording-globe.ts';
import type { RoundTripOptions } from './round-trip.ts';
import { roundTrip } from './round-trip.ts';
import type { ClientOptions } from './sdk-clients.ts';
import { createClient } from './sdk-clients.ts';
import { loadSdk, operationsOf } from './sdk-schemas.ts';

/** What clients do to inputs on their own, taken out of the inputs. */
const prepare: Readonly<Record<string, (operation: string, input: Record<string, unknown>) => void>> = {
  // Endpoint ids are part of host names and lead to SigV4A, which the SDK signs only with a native library.
  eventbridge: (_operation, input) => delete input.EndpointId,
  sesv2: (_operation, input) => delete input.EndpointId,
  // Its former query protocol writes two members under one name.
  sqs: (_operation, input) => delete input.MessageSystemAttributeNames,
  s3: (operation, input) => {
    if (operation === 'WriteGetObjectResponse') input.RequestRoute = 'route';
    // Customer keys are replaced by their base64 and digest, checksums are computed, lengths measured.
    for (const name of [
      'SSECustomerKey',
      'SSECustomerKeyMD5',
      'CopySourceSSECustomerKey',
      'CopySourceSSECustomerKeyMD5',
    ]) {
      delete input[name];
    }
    if (input.ChecksumAlgorithm !== undefined) input.ChecksumAlgorithm = 'CRC32';
    if (input.ContentLength !== undefined) input.ContentLength = (input.Body as Uint8Array | undefined)?.length ?? 0;
  },
};

const rpcServices = [...modelledServices().values()]
  .filter(({ protocol }) => protocol.startsWith('aws-json'))
  .map(({ id }) => id);

const nothing = { differences: [], faults: [] };

describe('every operation of every modelled service, through its own SDK client', () => {
  let globe: RecordingGlobe;
  beforeAll(async () => {
    globe = await startRecordingGlobe({ strictSignatures: true });
  });
  afterAll(() => globe.close());

  async function check(service: string, client: ClientOptions = {}, how: RoundTripOptions = {}) {
    const sdk = await loadSdk(service);
    const sender = createClient(service, sdk, globe.endpoint.replace('127.0.0.1', 'localhost'), client);
    const differences = await roundTrip(globe, (command) => sender.send(command), sdk, operationsOf(sdk), {
      ...how,
      prepare: prepare[service],
    });
    sender.destroy();
    return { differences, faults: globe.faults };
  }

  it.each([...modelledServices().keys()])(
    '%s: input and output arrive as they were sent, verified',
    async (service) => {
      expect(await check(service)).toEqual(nothing);
    },
  );

  it.each(['sqs', 'cloudwatch', 'sns'])('%s over aws-query', async (service) => {
    const { version, xmlNamespace } = modelledServices().get(service) as ServiceSettings;
    const protocol = new AwsQueryProtocol({ defaultNamespace: service, xmlNamespace: xmlNamespace ?? '', version });
    expect(await check(service, { protocol }, { withoutEmptyStructures: true })).toEqual(nothing);
  });

  it.each(rpcServices)('%s over rpc-v2-cbor', async (service) => {
    const protocol = new AwsSmithyRpcV2CborProtocol({ defaultNamespace: service });
    expect(await check(service, { protocol })).toEqual(nothing);
  });
});
