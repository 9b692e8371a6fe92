import { VelocityRenderError } from '../../../expressions/velocity/errors.ts';
import { JsonTextError, readJson } from '../../../expressions/velocity/read-json.ts';
import type { Run } from '../../../expressions/velocity/run.ts';
import { textOf } from '../../../expressions/velocity/value-text.ts';
import { type HostMethod, HostObject } from '../../../expressions/velocity/values.ts';
import { escapeJavaScript } from './escape-java-script.ts';

/** A function of one text; of nothing it makes nothing. */
const ofText =
  (work: (text: string) => string): HostMethod =>
  ([value = null], run) => {
    const text = textOf(value, run);
    return text === null ? null : run.spendText(work(text));
  };

/** `java.net.URLEncoder`: a space is a plus. */
function urlEncode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString())
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new VelocityRenderError('$util.urlDecode: the text is not URL-encoded');
  }
}

const parseJson: HostMethod = ([value = null], run: Run) => {
  const text = textOf(value, run);
  if (text === null) return null;
  run.spend(text.length);
  try {
    return readJson(text, { lists: 'json' });
  } catch (error) {
    if (error instanceof JsonTextError) throw new VelocityRenderError(`$util.parseJson: ${error.message}`);
    throw error;
  }
};

/** `$util`. AWS: API Gateway Developer Guide, "Variables for data transformations for API Gateway", "$util template variables". */
export const util = new HostObject({
  methods: {
    escapeJavaScript: ofText(escapeJavaScript),
    parseJson,
    urlEncode: ofText(urlEncode),
    urlDecode: ofText(urlDecode),
    base64Encode: ofText((text) => Buffer.from(text).toString('base64')),
    base64Decode: ofText((text) => Buffer.from(text, 'base64').toString()),
  },
});
