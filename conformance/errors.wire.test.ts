import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwsError } from '../packages/snowglobe/src/contract/aws-error.ts';
import type { ServiceModel } from '../packages/snowglobe/src/gateway/models.ts';
import { loadModel, modelledServices } from '../packages/snowglobe/src/gateway/models.ts';
import { normalForm } from './normal-form.ts';
import { RandomValues } from './random-values.ts';
import type { RecordingGlobe } from './recording-globe.ts';
import { startRecordingGlobe } from './recording-globe.ts';
import { difference } from './round-trip.ts';
import { createClient } from './sdk-clients.ts';
import type { Schema, SdkPackage } from './sdk-schemas.ts';
import { errorsOf, loadSdk, membersOf, operationsOf, traitsOf } from './sdk-schemas.ts';

type Failure = Error & { readonly $metadata: { readonly httpStatusCode: number }; readonly [member: string]: unknown };

/** The status that a client should see. */
function statusOf(schema: Schema): number {
  const { httpError, awsQueryError, error } = traitsOf(schema[3]);
  const status = httpError ?? (awsQueryError as [string, number] | undefined)?.[1];
  return (status as number | undefined) ?? (error === 'server' ? 500 : 400);
}

/** Some operation that takes part in the answer no more than by being called. */
function anyOperation(sdk: SdkPackage, model: ServiceModel): { readonly name: string; readonly input: object } {
  const operation = operationsOf(sdk).find(
    ({ name, input }) =>
      name.startsWith('List') && (input as Schema)[0] === 3 && membersOf(input).every(({ required }) => !required),
  );
  if (operation !== undefined) return { name: operation.name, input: {} };
  const fallback = operationsOf(sdk).find(({ name }) => model.operation(name) !== undefined);
  if (fallback === undefined) throw new Error('a service without operations');
  return { name: fallback.name, input: new RandomValues('input').structure(fallback.input) };
}

/** S3 answers 404 to HEAD; the SDK's schema leaves the status out. */
const statusExceptions: Readonly<Record<string, number>> = { 's3.NotFound': 404 };

/** Two classes of CloudWatch have one query code, and the client takes the first. */
const sameCode: readonly string[] = ['DashboardNotFoundError'];

describe('every modelled error, through the SDK client of its service', () => {
  let globe: RecordingGlobe;
  beforeAll(async () => {
    globe = await startRecordingGlobe();
  });
  afterAll(() => globe.close());

  it.each([...modelledServices().keys()])(
    '%s: errors arrive as their class, text, members and status',
    async (service) => {
      const sdk = await loadSdk(service);
      const client = createClient(service, sdk, globe.endpoint);
      const operation = anyOperation(sdk, loadModel(service));
      const problems: string[] = [];
      for (const schema of errorsOf(sdk).filter((error) => !String(error[1]).includes('synthetic'))) {
        const name = schema[2] as string;
        const members = new RandomValues(name).structure(schema);
        const message = `${name} <happened> & "so"`;
        globe.handler = () => {
          throw new AwsError(name, message, { members });
        };
        const failure = (await client
          .send(new sdk[`${operation.name}Command`](operation.input))
          .catch((error: unknown) => error)) as Failure;
        const wanted = { ...members };
        for (const key of Object.keys(wanted)) if (key.toLowerCase() === 'message') delete wanted[key];
        const status = statusExceptions[`${service}.${name}`] ?? statusOf(schema);
        if (!(failure instanceof sdk[name]) && !sameCode.includes(name))
          problems.push(`${name} arrived as ${failure.name}: ${failure.message}`);
        if (failure.message !== message) problems.push(`${name}: text "${failure.message}"`);
        if (failure.$metadata?.httpStatusCode !== status)
          problems.push(`${name}: status ${failure.$metadata?.httpStatusCode}, not ${status}`);
        for (const [key, value] of Object.entries(wanted)) {
          const found = difference(`${name}.${key}`, normalForm(value), normalForm(failure[key]));
          if (found !== undefined) problems.push(found);
        }
      }
      client.destroy();
      expect({ problems, faults: globe.faults }).toEqual({ problems: [], faults: [] });
    },
  );
});
