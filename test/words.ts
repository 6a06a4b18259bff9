/**
 * The measure of “no word lost”: an own, naive reading of a file's words, held against those the engine gave
 * back. It shares no code with the engine, so that a fault there cannot hide itself here.
 */
import type { Element, Nodes } from 'hast';
import type { Nodes as MdastNodes } from 'mdast';
import { rehype } from 'rehype';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import type { Manuscript } from '../src/manuscript/manuscript.ts';

const markdown = remark().use(remarkGfm);
const fragment = rehype().data('settings', { fragment: true });

/** Words of a text; where words stand without spaces, each run of letters. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** Words of an author's file. Those of its front matter count too: they come back as settings. */
function wordsOfFile(text: string, extension: string): string[] {
  if (extension === 'md') return wordsOf(textOfMarkdown(markdown.parse(text)));
  if (extension === 'html') return wordsOfHtml(text);
  return wordsOf(withoutTags(text));
}

/** Words of an HTML fragment as a reader meets them, and of the marks its breaks were drawn with. */
export function wordsOfHtml(html: string): string[] {
  return wordsOf(withoutTags(textOfHtml(fragment.parse(html))));
}

/** Marks made of letters: at the ends of a story, or around a note, there is no break to carry them. */
const letterMark = /^[^\p{L}\p{N}\r\n]*(?:[ox0]{3,}|scene break)[^\p{L}\p{N}\r\n]*$/gimu;

/** Words that went in and did not come out, or came out and never went in, or stand in another order. */
export function lostWords(text: string, extension: string, manuscript: Manuscript): string[] {
  const { chapters, messages, settings, header } = manuscript;
  const input = wordsOfFile(text, extension);
  const faults: string[] = [];
  const balance = new Map<string, number>();
  const add = (words: string[], n: number) => {
    for (const word of words) balance.set(word, (balance.get(word) ?? 0) + n);
  };
  add(input, 1);
  for (const { label, title, html, notes } of chapters) {
    const heading = wordsOf(withoutTags(`${label ?? ''}\n${title ?? ''}`));
    const parts = [heading, wordsOfHtml(html)];
    for (const note of notes) {
      if (note.placement !== 'inline') parts.push(wordsOfHtml(note.html));
    }
    for (const part of parts) {
      add(part, -1);
      const stray = part !== heading && firstOutOfOrder(part, input);
      if (stray) faults.push(`${stray} (out of order)`);
    }
  }
  const named = messages.filter(({ rule }) => rule === 'left-out').map(({ reason }) => reason);
  const allowed = new Set(
    wordsOf([...named, ...(text.match(letterMark) ?? []), JSON.stringify([settings, header])].join('\n')),
  );
  for (const [word, n] of balance) {
    if (n > 0 && !allowed.has(word)) faults.push(`${word} (lost)`);
    if (n < 0) faults.push(`${word} (invented)`);
  }
  return faults;
}

/** A part must hold its words in the order of the file: the first one that does not, if any. */
function firstOutOfOrder(part: string[], input: string[]): string | undefined {
  let from = 0;
  for (const word of part) {
    const at = input.indexOf(word, from);
    if (at < 0) return word;
    from = at + 1;
  }
  return undefined;
}

/** Tags that an author typed into a text: markup to one engine, letters to another; words to neither. */
function withoutTags(text: string): string {
  return text.replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|&(?:[a-z]+|#x?[0-9a-f]+);/gi, ' ');
}

function textOfHtml(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node) || (node.type === 'element' && silent.has(node.tagName))) return '';
  const blocks = node.children.filter((child) => child.type === 'element' || child.type === 'text');
  const elements = blocks.filter((child) => child.type === 'element');
  const text = blocks.map((child) => {
    if (child.type === 'element' && child.tagName === 'img') return ` ${child.properties['alt'] ?? ''} `;
    if (child.type !== 'element' || child.tagName !== 'hr') return textOfHtml(child);
    const mark = String(child.properties['dataMark'] ?? '');
    const next = elements[elements.indexOf(child) + 1];
    // A mark of words stands below its break as a label too: that is once, not twice.
    return next && isLabel(next) && textOfHtml(next).trim() === mark ? '' : ` ${mark} `;
  });
  return isBlock(node) ? `\n${text.join('')}\n` : text.join('');
}

const isLabel = ({ properties }: Element) => [properties['className']].flat().includes('label');

const inline = new Set(
  'a abbr b bdi cite code del em font i ins kbd mark o:p q rp rt ruby s small span strong sub sup u xss'.split(
    ' ',
  ),
);

/** Elements that no browser shows as text. */
const silent = new Set(
  'head script style template iframe object embed applet noscript textarea svg math audio video'.split(' '),
);

const isBlock = (node: Nodes): node is Element => node.type === 'element' && !inline.has(node.tagName);

function textOfMarkdown(node: MdastNodes): string {
  if (node.type === 'html') return ` ${textOfHtml(fragment.parse(node.value))} `;
  if (node.type === 'image' || node.type === 'imageReference') return ` ${node.alt ?? ''} `;
  if (node.type === 'code') return `\n${node.value}\n`;
  if ('value' in node) return node.value;
  if (!('children' in node)) return '\n';
  const text = node.children.map(textOfMarkdown).join('');
  return ['emphasis', 'strong', 'delete', 'link', 'linkReference'].includes(node.type) ? text : `\n${text}\n`;
}
