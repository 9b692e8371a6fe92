/** The template asks for a part of a body that is no JSON: of a request, AWS answers 400 `Could not parse request body into json: ...`. */
export class BodyNotJsonError extends Error {
  override readonly name = 'BodyNotJsonError';
}

/** The template is no VTL, or cannot be carried out: AWS answers 500. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
}
