import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelledServices } from '../packages/snowglobe/src/gateway/models.ts';
import type { RecordingGlobe } from './recording-globe.ts';
import { startRecordingGlobe } from './recording-globe.ts';
import { roundTrip } from './round-trip.ts';
import { createClient } from './sdk-clients.ts';
import { loadSdk, operationsOf } from './sdk-schemas.ts';

describe('every operation of every modelled service, through its own SDK client', () => {
  let globe: RecordingGlobe;
  beforeAll(async () => {
    globe = await startRecordingGlobe();
  });
  afterAll(() => globe.close());

  it.each([...modelledServices().keys()])('%s: input and output arrive as they were sent', async (service) => {
    const sdk = await loadSdk(service);
    const client = createClient(service, sdk, globe.endpoint);
    const differences = await roundTrip(globe, (command) => client.send(command), sdk, operationsOf(sdk));
    client.destroy();
    expect(differences).toEqual([]);
  });
});
