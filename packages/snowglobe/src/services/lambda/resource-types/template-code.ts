import type { Properties, ResourceContext } from '../../../contract/resource-type.ts';
import { zipOfTexts } from '../../../execution/code-folders.ts';
import { rememberLocalCode } from '../code.ts';

/** Marks a code asset of the assembly as lying on this machine, so that it is used in place. */
export function useLocalAsset(code: Properties | undefined, context: ResourceContext): void {
  if (!code?.S3Bucket || !code.S3Key) return;
  const path = context.assetPath(code.S3Bucket, code.S3Key);
  if (path === undefined) return;
  const { store } = context.globe;
  store.step(context.cause, () => rememberLocalCode(context.globe, context.scope, code.S3Bucket, code.S3Key, path));
}

/**
 * The API's Code of a template's. AWS: text in ZipFile is the file index.js or index.py, beside it the module for custom
 * resources (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html).
 */
export function codeOf(code: Properties, runtime: unknown, context: ResourceContext): object {
  useLocalAsset(code, context);
  if (code.ZipFile === undefined) return code;
  const text = String(code.ZipFile);
  return { ZipFile: zipOfTexts(String(runtime).startsWith('python') ? pythonFiles(text) : nodeFiles(text)) };
}

const nodeFiles = (text: string) => ({ 'index.js': text, 'node_modules/cfn-response/index.js': cfnResponse });
const pythonFiles = (text: string) => ({ 'index.py': text, 'cfnresponse.py': pythonCfnResponse });

/** Sends a custom resource's answer to the address that CloudFormation gave it. */
const cfnResponse = `'use strict';
exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';
exports.send = (event, context, responseStatus, responseData, physicalResourceId, noEcho) =>
  fetch(event.ResponseURL, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: JSON.stringify({
      Status: responseStatus,
      Reason: 'See the details in CloudWatch Log Stream: ' + context.logStreamName,
      PhysicalResourceId: physicalResourceId || context.logStreamName,
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      NoEcho: noEcho || false,
      Data: responseData,
    }),
  }).then(() => context.done && context.done(), error => context.done && context.done(error));
`;

const pythonCfnResponse = `import json
import urllib.request

SUCCESS = "SUCCESS"
FAILED = "FAILED"


def send(event, context, responseStatus, responseData, physicalResourceId=None, noEcho=False, reason=None):
    answer = {
        "Status": responseStatus,
        "Reason": reason or "See the details in CloudWatch Log Stream: " + context.log_stream_name,
        "PhysicalResourceId": physicalResourceId or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }
    body = json.dumps(answer).encode("utf-8")
    request = urllib.request.Request(event["ResponseURL"], data=body, headers={"content-type": ""}, method="PUT")
    with urllib.request.urlopen(request) as response:
        print("Status code:", response.status)
`;
