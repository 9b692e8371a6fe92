import type { CanarySettings, DeploymentCanarySettings, PatchOperation } from '@aws-sdk/client-api-gateway';
import type { Globe } from '../../contract/globe.ts';
import { badRequest } from './errors.ts';
import { amount, entry, flag, inside, type PatchRules, removable, text } from './patch.ts';
import { deploymentOf, type Place } from './rows.ts';
import type { StageRow } from './tables.ts';

export const canaryPatches: PatchRules = {
  '/canarySettings': removable('canarySettings'),
  '/canarySettings/percentTraffic': inside('canarySettings', amount('percentTraffic')),
  '/canarySettings/deploymentId': inside('canarySettings', text('deploymentId')),
  '/canarySettings/useStageCache': inside('canarySettings', flag('useStageCache')),
  '/canarySettings/stageVariableOverrides/{}': inside('canarySettings', entry('stageVariableOverrides')),
};

/** The stage with a canary of this deployment. */
export function withCanary(
  stage: StageRow,
  settings: CanarySettings | DeploymentCanarySettings,
  deploymentId: string,
): StageRow {
  const canarySettings = { percentTraffic: 0, useStageCache: false, ...settings, deploymentId };
  checkPercent(canarySettings);
  return { ...stage, canarySettings };
}

export function checkCanary(place: Place, apiId: string | undefined, { canarySettings }: StageRow): void {
  if (!canarySettings) return;
  checkPercent(canarySettings);
  if (canarySettings.deploymentId !== undefined) deploymentOf(place, apiId, canarySettings.deploymentId);
}

function checkPercent({ percentTraffic = 0 }: CanarySettings): void {
  if (percentTraffic < 0 || percentTraffic > 100) throw badRequest('Canary percent must be between 0.0 and 100.0');
}

/** What a stage may take over from its canary: AWS: "Promote a canary release". */
const promotions: Readonly<Record<string, (stage: StageRow, canary: CanarySettings) => StageRow>> = {
  '/canarySettings/deploymentId /deploymentId': (stage, { deploymentId = stage.deploymentId }) => ({
    ...stage,
    deploymentId,
  }),
  '/canarySettings/stageVariableOverrides /variables': (stage, { stageVariableOverrides }) => ({
    ...stage,
    variables: { ...stage.variables, ...stageVariableOverrides },
  }),
};

export function promoted(stage: StageRow, { from = '', path = '' }: PatchOperation): StageRow {
  const promote = promotions[`${from} ${path}`];
  if (!promote) throw badRequest(`Invalid patch path  '${path}' specified for op 'copy' from '${from}'`);
  if (!stage.canarySettings) throw badRequest('Canary settings are not set on the stage');
  return promote(stage, stage.canarySettings);
}

/** The stage as its canary is, when the next request is the canary's: chance decides, by the globe's seed. */
export function canaryOf({ random }: Globe, stage: StageRow): StageRow | undefined {
  const { canarySettings } = stage;
  if (!canarySettings?.deploymentId || !canarySettings.percentTraffic) return undefined;
  if (random.fraction() * 100 >= canarySettings.percentTraffic) return undefined;
  const { deploymentId, stageVariableOverrides } = canarySettings;
  return { ...stage, deploymentId, variables: { ...stage.variables, ...stageVariableOverrides } };
}
