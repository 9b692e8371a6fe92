// oxlint-disable-next-line typescript/no-explicit-any -- a model on its way to JSON
type Model = Record<string, any>;

/** Facts that neither the SDK's schemas nor botocore's data hold, by service. */
const amendments: Readonly<Record<string, (model: Model) => void>> = {
  s3: (model) => {
    // The SDK puts the bucket into the host or path by its endpoint rules; on the wire of path style it is the first segment.
    for (const operation of Object.values(model.operations as Record<string, Model>)) {
      const input = model.shapes[operation.input as string];
      const bucket = input?.members?.Bucket;
      if (Array.isArray(bucket) && bucket[1].label === true && operation.http[1].startsWith('/')) {
        operation.http[1] = `/{Bucket}${operation.http[1] === '/' ? '' : operation.http[1].replace(/^\/(\?|$)/, '$1')}`;
      }
    }
    // `<LocationConstraint>eu-west-1</LocationConstraint>` is the whole answer, without a wrapper element.
    model.operations.GetBucketLocation.unwrappedXmlOutput = true;
    // S3 answers 404 to HEAD; the model leaves the status out.
    model.shapes.NotFound.error.status = 404;
  },
};

export function amend(model: Model): Model {
  amendments[model.id as string]?.(model);
  return model;
}
