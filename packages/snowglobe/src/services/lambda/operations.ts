import type { AnyOperation } from '../../contract/operation.ts';
import { sealingEnvironment } from './environment-key.ts';
import { addPermission } from './operations/add-permission.ts';
import { createAlias } from './operations/create-alias.ts';
import { createEventSourceMapping } from './operations/create-event-source-mapping.ts';
import { createFunction } from './operations/create-function.ts';
import { createFunctionUrlConfig } from './operations/create-function-url-config.ts';
import { deleteAlias } from './operations/delete-alias.ts';
import { deleteEventSourceMapping } from './operations/delete-event-source-mapping.ts';
import { deleteFunction } from './operations/delete-function.ts';
import { deleteFunctionConcurrency } from './operations/delete-function-concurrency.ts';
import { deleteFunctionEventInvokeConfig } from './operations/delete-function-event-invoke-config.ts';
import { deleteFunctionUrlConfig } from './operations/delete-function-url-config.ts';
import { deleteLayerVersion } from './operations/delete-layer-version.ts';
import { getAccountSettings } from './operations/get-account-settings.ts';
import { getAlias } from './operations/get-alias.ts';
import { getEventSourceMapping } from './operations/get-event-source-mapping.ts';
import { getFunction } from './operations/get-function.ts';
import { getFunctionConcurrency } from './operations/get-function-concurrency.ts';
import { getFunctionConfiguration } from './operations/get-function-configuration.ts';
import { getFunctionEventInvokeConfig } from './operations/get-function-event-invoke-config.ts';
import { getFunctionUrlConfig } from './operations/get-function-url-config.ts';
import { getLayerVersion } from './operations/get-layer-version.ts';
import { getLayerVersionByArn } from './operations/get-layer-version-by-arn.ts';
import { getPolicy } from './operations/get-policy.ts';
import { invoke } from './operations/invoke.ts';
import { invokeWithResponseStream } from './operations/invoke-with-response-stream.ts';
import { listAliases } from './operations/list-aliases.ts';
import { listEventSourceMappings } from './operations/list-event-source-mappings.ts';
import { listFunctionEventInvokeConfigs } from './operations/list-function-event-invoke-configs.ts';
import { listFunctionUrlConfigs } from './operations/list-function-url-configs.ts';
import { listFunctions } from './operations/list-functions.ts';
import { listLayerVersions } from './operations/list-layer-versions.ts';
import { listLayers } from './operations/list-layers.ts';
import { listTags } from './operations/list-tags.ts';
import { listVersionsByFunction } from './operations/list-versions-by-function.ts';
import { publishLayerVersion } from './operations/publish-layer-version.ts';
import { publishVersion } from './operations/publish-version.ts';
import { putFunctionConcurrency } from './operations/put-function-concurrency.ts';
import { putFunctionEventInvokeConfig } from './operations/put-function-event-invoke-config.ts';
import { removePermission } from './operations/remove-permission.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateAlias } from './operations/update-alias.ts';
import { updateEventSourceMapping } from './operations/update-event-source-mapping.ts';
import { updateFunctionCode } from './operations/update-function-code.ts';
import { updateFunctionConfiguration } from './operations/update-function-configuration.ts';
import { updateFunctionEventInvokeConfig } from './operations/update-function-event-invoke-config.ts';
import { updateFunctionUrlConfig } from './operations/update-function-url-config.ts';

/** By AWS's name. */
export const operations: Readonly<Record<string, AnyOperation>> = {
  AddPermission: addPermission,
  CreateAlias: createAlias,
  CreateEventSourceMapping: createEventSourceMapping,
  CreateFunction: sealingEnvironment(createFunction),
  CreateFunctionUrlConfig: createFunctionUrlConfig,
  DeleteAlias: deleteAlias,
  DeleteEventSourceMapping: deleteEventSourceMapping,
  DeleteFunction: deleteFunction,
  DeleteFunctionConcurrency: deleteFunctionConcurrency,
  DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
  DeleteFunctionUrlConfig: deleteFunctionUrlConfig,
  DeleteLayerVersion: deleteLayerVersion,
  GetAccountSettings: getAccountSettings,
  GetAlias: getAlias,
  GetEventSourceMapping: getEventSourceMapping,
  GetFunction: getFunction,
  GetFunctionConcurrency: getFunctionConcurrency,
  GetFunctionConfiguration: getFunctionConfiguration,
  GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
  GetFunctionUrlConfig: getFunctionUrlConfig,
  GetLayerVersion: getLayerVersion,
  GetLayerVersionByArn: getLayerVersionByArn,
  GetPolicy: getPolicy,
  Invoke: invoke,
  InvokeWithResponseStream: invokeWithResponseStream,
  ListAliases: listAliases,
  ListEventSourceMappings: listEventSourceMappings,
  ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
  ListFunctionUrlConfigs: listFunctionUrlConfigs,
  ListFunctions: listFunctions,
  ListLayerVersions: listLayerVersions,
  ListLayers: listLayers,
  ListTags: listTags,
  ListVersionsByFunction: listVersionsByFunction,
  PublishLayerVersion: publishLayerVersion,
  PublishVersion: publishVersion,
  PutFunctionConcurrency: putFunctionConcurrency,
  PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
  RemovePermission: removePermission,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateAlias: updateAlias,
  UpdateEventSourceMapping: updateEventSourceMapping,
  UpdateFunctionCode: updateFunctionCode,
  UpdateFunctionConfiguration: sealingEnvironment(updateFunctionConfiguration),
  UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig,
  UpdateFunctionUrlConfig: updateFunctionUrlConfig,
};
