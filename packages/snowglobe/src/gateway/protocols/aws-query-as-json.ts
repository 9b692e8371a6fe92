import { awsQuery } from './aws-query.ts';
import { jsonWriter } from './json-writer.ts';
import { type Protocol, queryErrorOf } from './protocol.ts';

const contentType = 'application/json';

/** awsQuery for callers who accept JSON: forms in, the members of the XML answer as JSON out. */
export const awsQueryAsJson: Protocol = {
  name: 'aws-query',
  decode: (operation, request) => awsQuery.decode(operation, request),

  encode({ name, output: shape }, output, requestId) {
    const result = shape === undefined ? '' : `,"${name}Result":${jsonWriter(shape)(output)}`;
    return {
      status: 200,
      headers: { 'x-amzn-requestid': requestId, 'content-type': contentType },
      body: `{"${name}Response":{"ResponseMetadata":{"RequestId":"${requestId}"}${result}}}`,
    };
  },

  encodeError(error, { requestId }) {
    const { code: Code, status } = queryErrorOf(error);
    const Type = error.fault === 'client' ? 'Sender' : 'Receiver';
    return {
      status,
      headers: { 'x-amzn-requestid': requestId, 'content-type': contentType },
      body: JSON.stringify({ Error: { Type, Code, Message: error.message }, RequestId: requestId }),
    };
  },
};
