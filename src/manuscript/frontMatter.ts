import { readYaml, type YamlBlock } from './yaml.ts';

export interface FrontMatter extends YamlBlock {
  /** The text with the block replaced by as many empty lines, so that line numbers stay the author's own. */
  text: string;
}

/**
 * Takes a YAML block between two lines `---` from the head of a text.
 *
 * A text may as well begin with a rule: only a block whose first line is `key: value` is front matter.
 */
export function takeFrontMatter(text: string): FrontMatter {
  const found =
    /^---[ \t]*\n((?:#[^\n]*\n|[ \t]*\n)*[A-Za-z_-]+[ \t]*:(?:[ \t][^\n]*)?\n(?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(
      text,
    );
  if (!found?.[1]) return { text, values: {}, lines: {}, messages: [] };
  const empty = found[0].replace(/[^\n]+/g, '');
  return { ...readYaml(found[1], 2), text: empty + text.slice(found[0].length) };
}
