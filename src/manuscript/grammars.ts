/**
 * Own TextMate grammars beside Shiki's languages: status screens, as LitRPG shows them, and chat logs.
 *
 * Scopes are those that the theme of highlight.ts knows: a heading is a keyword, a name of a value a function, a value
 * a constant, what rises or falls a string, what frames or dates a line a comment.
 */
import type { LanguageRegistration } from 'shiki';

const number = String.raw`\d[\d,.]*(?:k|m)?`;

const status: LanguageRegistration = {
  name: 'status',
  scopeName: 'text.fleuron.status',
  aliases: ['system', 'litrpg'],
  repository: {},
  patterns: [
    { match: String.raw`^\s*[=\-_~*+#─━═│┃║┌┐└┘├┤╔╗╚╝╠╣<>|]{3,}\s*$`, name: 'comment.line.frame' },
    {
      match: String.raw`^\s*[│┃║|]?\s*([\[【《「<({]+)\s*([^\]】》」>)}\d:：=]{1,60}?)\s*([\]】》」>)}]+)(?=\s|[:：│┃║|]|$)`,
      captures: {
        1: { name: 'comment.bracket' },
        2: { name: 'keyword.heading' },
        3: { name: 'comment.bracket' },
      },
    },
    {
      match: String.raw`(?:^|(?<=[\[【《「|│║;,】\]]\s?))\s*([•*►▶>+-]\s+)?(\p{L}[^:：=|│║\[\]\d\n]{0,30}?)\s*([:：=])(?!//)`,
      captures: {
        1: { name: 'comment.bullet' },
        2: { name: 'entity.name.function.value' },
        3: { name: 'comment.colon' },
      },
    },
    { match: `[█▇▆▅▄▃▂▁▓▒░■□▰▱▮▯●○◆◇★☆]+`, name: 'string.bar' },
    { match: String.raw`(?<![\p{L}\d])[+\-−±]\s?${number}(?:\s?%)?|[↑↓▲▼△▽⬆⬇]+`, name: 'string.change' },
    { match: String.raw`${number}\s?[/／]\s?(?:${number}|\?+|∞)`, name: 'constant.numeric.ratio' },
    { match: String.raw`${number}\s?%`, name: 'constant.numeric.percent' },
    {
      match: String.raw`\b(?:[Ll]v\.?|[Ll]evel|[Rr]ank|[Tt]ier|[Gg]rade)\s?(?:\d+|[A-FS]{1,3}[+-]?\b)`,
      name: 'constant.language.level',
    },
    {
      match: String.raw`(?<=[:：=]\s?)(?:[A-FS]{1,3}[+-]?|N/?A|[Nn]one|[Mm]ax|\?{2,}|---?)(?=\s|[\])】|│║]|$)`,
      name: 'constant.language.rank',
    },
    { match: String.raw`(?<![\p{L}\d])${number}`, name: 'constant.numeric' },
    { match: String.raw`[\[\]【】《》「」{}|│┃║]`, name: 'comment.bracket' },
  ],
};

const chat: LanguageRegistration = {
  name: 'chat',
  scopeName: 'text.fleuron.chat',
  aliases: ['irc', 'log'],
  repository: {},
  patterns: [
    { match: String.raw`^\s*(?:-{2,}|={2,}|\*{3}|-->|<--|→|←|>>>).*$`, name: 'comment.line.notice' },
    {
      match: String.raw`^\s*([\[(<]?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[aApP]\.?[mM]\.?)?[\])>]?)(?:\s*[-–—|]\s|\s|$)`,
      captures: { 1: { name: 'comment.time' } },
    },
    {
      match: String.raw`(?:^|(?<=[\])>\d][\s–—|-]{0,3})|(?<=[mM]\.?\]?\s))\s*(<[^<>\n]{1,30}>|[@\p{L}][\p{L}\p{N} _.'’-]{0,30}?)(\s?[:：]|(?<=>)|\s?>)(?=\s|$)`,
      captures: { 1: { name: 'keyword.speaker' }, 2: { name: 'comment.colon' } },
    },
    {
      match: String.raw`(?<![\p{L}\d*])\*[^*\n]+\*(?![\p{L}\d*])|^\s*(?:\*\s|/me\s).*$`,
      name: 'string.action',
    },
    { match: String.raw`https?://[^\s<>"]+`, name: 'markup.underline.link' },
    {
      match: String.raw`(?<![\p{L}\d])[@#][\p{L}\p{N}_-]+|:[a-z_]{2,}:`,
      name: 'entity.name.function.mention',
    },
  ],
};

export const grammars: LanguageRegistration[] = [status, chat];
