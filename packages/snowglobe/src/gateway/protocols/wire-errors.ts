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

/** What S3 says of `max-keys=blah` and `partNumber=blah`. */
export function invalidQueryArgument(name: string, value: string): AwsError {
  const text =
    name === 'partNumber'
      ? 'Part number must be an integer between 1 and 10000, inclusive'
      : `Provided ${name} not an integer or within integer range`;
  return new AwsError('InvalidArgument', text, { members: { ArgumentName: name, ArgumentValue: value } });
}

/** A form field or header does not have its type. */
export function malformedInput(message: string): AwsError {
  return new AwsError('MalformedInput', message);
}
