import type { OperationModel } from '../models.ts';
import { formReader, parseForm } from './form.ts';
import type { EncodedRequest, EncodedResponse, ErrorPlace, Protocol, WireError } from './protocol.ts';
import { messageMember, queryErrorOf } from './protocol.ts';
import { escapeXml, structureWriter, xmlWriter } from './xml-writer.ts';

/** Namespaces of services that no longer state one in their model, as their query protocol wrote them. */
const formerNamespaces: Readonly<Record<string, string>> = {
  sqs: 'http://queue.amazonaws.com/doc/2012-11-05/',
};

function namespace(place: { readonly service: OperationModel['service'] }): string {
  const { id, xmlNamespace } = place.service.settings;
  const uri = xmlNamespace ?? formerNamespaces[id];
  return uri === undefined ? '' : ` xmlns="${escapeXml(uri)}"`;
}

function decode(operation: OperationModel, request: EncodedRequest): Record<string, unknown> {
  if (operation.input === undefined) return {};
  const body = Buffer.from(request.body).toString('utf8');
  const form = parseForm(body === '' ? request.query : request.query === '' ? body : `${request.query}&${body}`);
  return formReader(operation.input)(form) as Record<string, unknown>;
}

function encode(
  operation: OperationModel,
  output: Readonly<Record<string, unknown>>,
  requestId: string,
): EncodedResponse {
  const { name } = operation;
  const result =
    operation.output === undefined ? '' : `<${name}Result>${xmlWriter(operation.output)(output)}</${name}Result>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return {
    status: 200,
    headers: { 'x-amzn-requestid': requestId, 'content-type': 'text/xml' },
    body: `<${name}Response${namespace(operation)}>${result}${metadata}</${name}Response>`,
  };
}

/** The members of an error beside its text; those that the model does not have are written as they are. */
export function errorMembers(error: WireError): string {
  const message = messageMember(error.shape);
  const modelled = (error.shape?.members ?? []).filter((member) => member.name !== message);
  const known = new Set([message, ...modelled.map((member) => member.name)]);
  let text = structureWriter(modelled)(error.members);
  for (const [name, value] of Object.entries(error.members)) {
    const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (!known.has(name) && plain) text += `<${name}>${escapeXml(String(value))}</${name}>`;
  }
  return text;
}

function encodeError(error: WireError, place: ErrorPlace): EncodedResponse {
  const { code, status } = queryErrorOf(error);
  const type = error.fault === 'client' ? 'Sender' : 'Receiver';
  const detail = `<Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message>`;
  return {
    status,
    headers: { 'x-amzn-requestid': place.requestId, 'content-type': 'text/xml' },
    body: `<ErrorResponse${namespace(place)}><Error>${detail}${errorMembers(error)}</Error><RequestId>${place.requestId}</RequestId></ErrorResponse>`,
  };
}

/** awsQuery: forms in, XML out. */
export const awsQuery: Protocol = { name: 'aws-query', decode, encode, encodeError };
