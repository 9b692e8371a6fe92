import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { resumeInvocations } from './async-queue.ts';
import { dataPlane } from './data-plane.ts';
import { eventTarget } from './event-target.ts';
import { resumeLambdaRuntime, stopLambdaRuntime } from './lambda-runtime.ts';
import { operations } from './operations.ts';
import { aliasType } from './resource-types/alias.ts';
import { eventInvokeConfigType } from './resource-types/event-invoke-config.ts';
import { eventSourceMappingType } from './resource-types/event-source-mapping.ts';
import { functionType } from './resource-types/function.ts';
import { layerVersionType } from './resource-types/layer-version.ts';
import { permissionType } from './resource-types/permission.ts';
import { urlType } from './resource-types/url.ts';
import { versionType } from './resource-types/version.ts';
import { tables } from './tables.ts';

export const lambda: Service = {
  id: 'lambda',
  tables,
  operations,
  access,
  resourceTypes: [
    aliasType,
    eventInvokeConfigType,
    eventSourceMappingType,
    functionType,
    layerVersionType,
    permissionType,
    urlType,
    versionType,
  ],
  eventTarget,
  dataPlane,
  resume: resumeInvocations,
  reset: async (globe) => {
    await stopLambdaRuntime(globe);
    return () => resumeLambdaRuntime(globe);
  },
  stop: stopLambdaRuntime,
};
