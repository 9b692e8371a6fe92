import type { Account } from '@aws-sdk/client-api-gateway';
import { badRequest } from './errors.ts';
import { type PatchRules, text } from './patch.ts';
import { type Place, rowsOf } from './rows.ts';
import { type AccountRow, accounts } from './tables.ts';

export const accountPatches: PatchRules = { '/cloudwatchRoleArn': text('cloudwatchRoleArn') };

export function accountRowOf(place: Place): AccountRow {
  return rowsOf(place, accounts).get('account') ?? { id: 'account' };
}

/** Puts the account's settings; an empty role is none. */
export function putAccount(place: Place, row: AccountRow): AccountRow {
  const { cloudwatchRoleArn } = row;
  if (cloudwatchRoleArn) checkTrust(place, cloudwatchRoleArn);
  const kept: AccountRow = cloudwatchRoleArn ? { id: 'account', cloudwatchRoleArn } : { id: 'account' };
  rowsOf(place, accounts).put(kept);
  return kept;
}

function checkTrust({ globe }: Place, roleArn: string): void {
  try {
    globe.assumeRole(roleArn, 'apigateway.amazonaws.com', 'BackplaneAssumeRoleSession');
  } catch {
    throw badRequest(
      'The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.',
    );
  }
}

/** As the API shows it. */
export function describeAccount({ cloudwatchRoleArn }: AccountRow): Account {
  return {
    apiKeyVersion: '4',
    features: ['UsagePlans'],
    throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
    ...(cloudwatchRoleArn !== undefined && { cloudwatchRoleArn }),
  };
}
