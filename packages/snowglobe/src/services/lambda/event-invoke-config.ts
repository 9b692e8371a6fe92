import type { DestinationConfig, FunctionEventInvokeConfig } from '@aws-sdk/client-lambda';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import { invalidParameter, notFound } from './errors.ts';
import { latest, requireVersion } from './function.ts';
import { type FunctionAddress, functionAddress, functionArn } from './function-name.ts';
import { type EventInvokeConfigRow, eventInvokeConfigs, qualifiedKey } from './tables.ts';

export interface InvokeConfigInput {
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
  readonly DestinationConfig?: DestinationConfig | undefined;
}

/** The function, version or alias whose asynchronous invocations are meant; `$LATEST` when none is named. */
export function configuredAddress(
  input: { readonly FunctionName: string | undefined; readonly Qualifier?: string | undefined },
  call: Call,
): FunctionAddress & { readonly qualifier: string } {
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  requireVersion(call.globe, address);
  return { ...address, qualifier: address.qualifier ?? latest };
}

export function requireInvokeConfig(
  call: Call,
  address: FunctionAddress & { readonly qualifier: string },
): EventInvokeConfigRow {
  const row = call.globe.store
    .collection(eventInvokeConfigs, address.scope)
    .get(qualifiedKey(address.name, address.qualifier));
  if (!row) throw notFound(`The function ${functionArn(address)} doesn't have an EventInvokeConfig`);
  return row;
}

const destinationPattern = /^arn:aws[\w-]*:(lambda|sqs|sns|events|s3):/;

/** AWS: buckets take records of failures only. */
function checkedArn(arn: string | undefined, own: string, use: 'OnSuccess' | 'OnFailure'): string | undefined {
  if (!arn) return undefined;
  if (!destinationPattern.test(arn)) {
    throw invalidParameter(
      `The provided destination config DestinationConfig is invalid: ${arn} is not a supported destination.`,
    );
  }
  if (use === 'OnSuccess' && arn.startsWith('arn:aws:s3:')) {
    throw invalidParameter(
      `The provided destination config DestinationConfig is invalid: ${arn} is not a supported destination for OnSuccess.`,
    );
  }
  if (arn === own) throw invalidParameter("You can't specify the function as a destination for itself.");
  return arn;
}

/** Writes a configuration, keeping of `previous` what the input does not name. */
export function putInvokeConfig(
  call: Call,
  address: FunctionAddress & { readonly qualifier: string },
  input: InvokeConfigInput,
  previous: EventInvokeConfigRow | undefined,
): EventInvokeConfigRow {
  const own = functionArn(address);
  const { OnSuccess, OnFailure } = input.DestinationConfig ?? {};
  const row: EventInvokeConfigRow = {
    functionName: address.name,
    qualifier: address.qualifier,
    maximumRetryAttempts: input.MaximumRetryAttempts ?? previous?.maximumRetryAttempts,
    maximumEventAgeSeconds: input.MaximumEventAgeInSeconds ?? previous?.maximumEventAgeSeconds,
    onSuccessArn:
      OnSuccess === undefined ? previous?.onSuccessArn : checkedArn(OnSuccess.Destination, own, 'OnSuccess'),
    onFailureArn:
      OnFailure === undefined ? previous?.onFailureArn : checkedArn(OnFailure.Destination, own, 'OnFailure'),
    lastModifiedAt: call.globe.clock.now(),
  };
  call.globe.store.collection(eventInvokeConfigs, address.scope).put(row);
  return row;
}

export function invokeConfiguration(row: EventInvokeConfigRow, scope: Scope): FunctionEventInvokeConfig {
  return {
    LastModified: new Date(row.lastModifiedAt),
    FunctionArn: functionArn({ scope, name: row.functionName, qualifier: row.qualifier }),
    ...(row.maximumRetryAttempts !== undefined && { MaximumRetryAttempts: row.maximumRetryAttempts }),
    ...(row.maximumEventAgeSeconds !== undefined && { MaximumEventAgeInSeconds: row.maximumEventAgeSeconds }),
    DestinationConfig: {
      OnSuccess: row.onSuccessArn === undefined ? {} : { Destination: row.onSuccessArn },
      OnFailure: row.onFailureArn === undefined ? {} : { Destination: row.onFailureArn },
    },
  };
}
