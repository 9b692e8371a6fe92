import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { DataPlane, DataPlaneRequest, DataPlaneResponse } from '../../contract/service.ts';
import { codeDownload } from './code-download.ts';
import type { FunctionAddress } from './function-name.ts';
import { urlById } from './function-url.ts';
import { lambdaRuntime } from './lambda-runtime.ts';
import { findPolicy } from './policy.ts';
import { runStreamed } from './streamed-response.ts';
import type { FunctionUrlRow } from './tables.ts';
import {
  answerOfPayload,
  forbidden,
  functionFailed,
  headersOf,
  httpIntegrationType,
  noSuchUrl,
  splitPrelude,
} from './url-answer.ts';
import { corsHeaders, isPreflight, preflightAnswer } from './url-cors.ts';
import { urlEvent } from './url-event.ts';

const hostPattern = /^([a-z0-9]{32})\.lambda-url\.[a-z0-9-]+\./;
const pathPattern = /^\/_aws\/lambda-url\/([a-z0-9]{32})(\/.*)?$/;
const downloadPattern = /^\/_aws\/lambda-(code|layer)\//;

/** Function URLs, and the downloads that GetFunction and GetLayerVersion point at. */
export const dataPlane: DataPlane = {
  matches: ({ host, path }) => hostPattern.test(host) || pathPattern.test(path) || downloadPattern.test(path),
  async handle(request, globe) {
    if (downloadPattern.test(request.path)) return codeDownload(request.path, globe);
    const byPath = pathPattern.exec(request.path);
    const urlId = byPath?.[1] ?? hostPattern.exec(request.host)?.[1] ?? '';
    const found = urlById(globe, urlId);
    if (!found) return noSuchUrl;
    return serve(globe, found.scope, found.row, request, byPath ? (byPath[2] ?? '/') : request.path);
  },
};

async function serve(
  globe: Globe,
  scope: Scope,
  row: FunctionUrlRow,
  request: DataPlaneRequest,
  path: string,
): Promise<DataPlaneResponse> {
  if (row.cors && isPreflight(request)) return preflightAnswer(row.cors, request);
  const address: FunctionAddress = { scope, name: row.functionName, qualifier: row.qualifier || undefined };
  if (!isPublic(globe, address)) return forbidden;
  const answer = await invoke(globe, address, row, request, path);
  return row.cors ? { ...answer, headers: { ...answer.headers, ...corsHeaders(row.cors, request) } } : answer;
}

/** AWS: AuthType NONE opens nothing by itself; the resource policy must let everybody invoke the URL. */
function isPublic(globe: Globe, address: FunctionAddress): boolean {
  const statements = findPolicy(globe, address)?.statements ?? [];
  return statements.some(
    ({ Principal, Action }) =>
      (Principal === '*' || ('AWS' in Principal && Principal.AWS === '*')) &&
      ['lambda:InvokeFunctionUrl', 'lambda:*'].includes(Action),
  );
}

async function invoke(
  globe: Globe,
  address: FunctionAddress,
  row: FunctionUrlRow,
  request: DataPlaneRequest,
  path: string,
): Promise<DataPlaneResponse> {
  const requestId = globe.random.uuid();
  const { region } = address.scope;
  const event = urlEvent(request, { urlId: row.urlId, region, path, requestId, now: globe.clock.now() });
  const cause = globe.causes.begin('request', `function URL ${row.functionName}: ${request.method} ${path}`);
  const given = { payload: JSON.stringify(event), cause, requestId };
  try {
    if (row.invokeMode === 'RESPONSE_STREAM') return await streamedAnswer(globe, address, given);
    const { payload, functionError } = await lambdaRuntime(globe).invoke(address, given);
    return functionError ? functionFailed : answerOfPayload(payload);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { status = 502, members } = error.options;
    return {
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...members, message: error.message }),
    };
  }
}

async function streamedAnswer(
  globe: Globe,
  address: FunctionAddress,
  request: {
    readonly payload: string;
    readonly cause: { readonly id: string; readonly trace: string };
    readonly requestId: string;
  },
): Promise<DataPlaneResponse> {
  const run = await runStreamed((stream) => lambdaRuntime(globe).invoke(address, { ...request, stream }));
  if (run.contentType === undefined) {
    const { payload, functionError } = await run.result;
    return functionError ? functionFailed : answerOfPayload(payload);
  }
  if (run.contentType !== httpIntegrationType) {
    return { status: 200, headers: { 'content-type': run.contentType }, body: run.stream.chunks() };
  }
  const { prelude, body } = await splitPrelude(run.stream.chunks());
  return { status: Number(prelude.statusCode ?? 200), headers: headersOf(prelude), body };
}
