import { format, type FormatConfig } from 'oxfmt';
import style from '../.oxfmtrc.json' with { type: 'json' };

/** `text` in the project's style, but for `options`. Throws where it is not what the file's name says. */
export async function formatted(
  path: string,
  text: string,
  options: FormatConfig = {},
): Promise<string> {
  const { ignorePatterns: _, ...ours } = style;
  const { code, errors } = await format(path, text, { ...ours, ...options });
  const [error] = errors;
  if (error) throw new Error(`${path} cannot be formatted: ${error.message}`);
  return code;
}
