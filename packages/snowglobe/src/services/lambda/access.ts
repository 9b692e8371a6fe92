import { eventSourceMappings } from '../../contract/event-source-mapping.ts';
import type { AccessRule, Call } from '../../contract/operation.ts';
import type { AccessRequest } from '../../contract/principal.ts';
import { functionAddress, functionArn } from './function-name.ts';
import { layerAddress, layerArn } from './layer.ts';
import { policyDocument } from './policy.ts';

interface NamesFunction {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
}

/** An action on the function that the input names; the qualifier's policy counts, else the function's. */
const onFunction =
  (action: string): AccessRule<NamesFunction> =>
  (input, call) => [functionRequest(action, input, call)];

function functionRequest(action: string, input: NamesFunction, call: Call): AccessRequest {
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  const resourcePolicy = policyDocument(call.globe, address);
  return { action, resource: functionArn(address), ...(resourcePolicy !== undefined && { resourcePolicy }) };
}

const onEverything =
  (action: string): AccessRule =>
  () => [{ action, resource: '*' }];

/** Creating or changing a role's use also needs the right to pass that role. */
const withRole =
  (action: string): AccessRule<NamesFunction & { readonly Role?: string }> =>
  (input, call) => [
    functionRequest(action, input, call),
    ...(input.Role === undefined
      ? []
      : [{ action: 'iam:PassRole', resource: input.Role, context: { 'iam:PassedToService': 'lambda.amazonaws.com' } }]),
  ];

const onLayer =
  (
    action: string,
  ): AccessRule<{ readonly LayerName?: string; readonly VersionNumber?: number; readonly Arn?: string }> =>
  (input, call) => {
    const address = layerAddress(input.Arn ?? input.LayerName ?? '', call.scope);
    const version = input.VersionNumber ?? address.version;
    return [{ action, resource: `${layerArn(address)}${version === undefined ? '' : `:${version}`}` }];
  };

const onMapping =
  (action: string): AccessRule<{ readonly UUID?: string }> =>
  (input, call) => {
    const row = call.globe.store.collection(eventSourceMappings, call.scope).get(input.UUID ?? '');
    return [
      { action, resource: row?.mappingArn ?? '*', ...(row && { context: { 'lambda:FunctionArn': row.functionArn } }) },
    ];
  };

const onResource =
  (action: string): AccessRule<{ readonly Resource?: string }> =>
  (input) => [{ action, resource: input.Resource ?? '*' }];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const access: Readonly<Record<string, AccessRule>> = {
  AddPermission: onFunction('lambda:AddPermission'),
  CreateAlias: onFunction('lambda:CreateAlias'),
  CreateEventSourceMapping: onEverything('lambda:CreateEventSourceMapping'),
  CreateFunction: withRole('lambda:CreateFunction'),
  CreateFunctionUrlConfig: onFunction('lambda:CreateFunctionUrlConfig'),
  DeleteAlias: onFunction('lambda:DeleteAlias'),
  DeleteEventSourceMapping: onMapping('lambda:DeleteEventSourceMapping'),
  DeleteFunction: onFunction('lambda:DeleteFunction'),
  DeleteFunctionConcurrency: onFunction('lambda:DeleteFunctionConcurrency'),
  DeleteFunctionEventInvokeConfig: onFunction('lambda:DeleteFunctionEventInvokeConfig'),
  DeleteFunctionUrlConfig: onFunction('lambda:DeleteFunctionUrlConfig'),
  DeleteLayerVersion: onLayer('lambda:DeleteLayerVersion'),
  GetAccountSettings: onEverything('lambda:GetAccountSettings'),
  GetAlias: onFunction('lambda:GetAlias'),
  GetEventSourceMapping: onMapping('lambda:GetEventSourceMapping'),
  GetFunction: onFunction('lambda:GetFunction'),
  GetFunctionConcurrency: onFunction('lambda:GetFunctionConcurrency'),
  GetFunctionConfiguration: onFunction('lambda:GetFunctionConfiguration'),
  GetFunctionEventInvokeConfig: onFunction('lambda:GetFunctionEventInvokeConfig'),
  GetFunctionUrlConfig: onFunction('lambda:GetFunctionUrlConfig'),
  GetLayerVersion: onLayer('lambda:GetLayerVersion'),
  GetLayerVersionByArn: onLayer('lambda:GetLayerVersion'),
  GetPolicy: onFunction('lambda:GetPolicy'),
  Invoke: onFunction('lambda:InvokeFunction'),
  InvokeWithResponseStream: onFunction('lambda:InvokeFunction'),
  ListAliases: onFunction('lambda:ListAliases'),
  ListEventSourceMappings: onEverything('lambda:ListEventSourceMappings'),
  ListFunctionEventInvokeConfigs: onFunction('lambda:ListFunctionEventInvokeConfigs'),
  ListFunctions: onEverything('lambda:ListFunctions'),
  ListFunctionUrlConfigs: onFunction('lambda:ListFunctionUrlConfigs'),
  ListLayers: onEverything('lambda:ListLayers'),
  ListLayerVersions: onEverything('lambda:ListLayerVersions'),
  ListTags: onResource('lambda:ListTags'),
  ListVersionsByFunction: onFunction('lambda:ListVersionsByFunction'),
  PublishLayerVersion: onLayer('lambda:PublishLayerVersion'),
  PublishVersion: onFunction('lambda:PublishVersion'),
  PutFunctionConcurrency: onFunction('lambda:PutFunctionConcurrency'),
  PutFunctionEventInvokeConfig: onFunction('lambda:PutFunctionEventInvokeConfig'),
  RemovePermission: onFunction('lambda:RemovePermission'),
  TagResource: onResource('lambda:TagResource'),
  UntagResource: onResource('lambda:UntagResource'),
  UpdateAlias: onFunction('lambda:UpdateAlias'),
  UpdateEventSourceMapping: onMapping('lambda:UpdateEventSourceMapping'),
  UpdateFunctionCode: onFunction('lambda:UpdateFunctionCode'),
  UpdateFunctionConfiguration: withRole('lambda:UpdateFunctionConfiguration'),
  UpdateFunctionEventInvokeConfig: onFunction('lambda:UpdateFunctionEventInvokeConfig'),
  UpdateFunctionUrlConfig: onFunction('lambda:UpdateFunctionUrlConfig'),
};
