import { AwsError } from '../../contract/aws-error.ts';

/** The input does not have the shape of the operation's input. */
export function serializationError(message: string): AwsError {
  return new AwsError('SerializationException', message);
}

/** The body is no XML, or not the XML that the operation takes. */
export function malformedXml(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

/** A form field or header does not have its type. */
export function malformedInput(message: string): AwsError {
  return new AwsError('MalformedInput', message);
}
