/** Decided blocks → mdast: runs of one kind become the element that sets them. */
import type { BlockContent, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { type Block, isBroken, paragraphOf } from './block.ts';
import { noteKindOf } from './noteWords.ts';

/** Puts the tree of a story together. Frames and metadata have no place on the page. */
export function assemble(blocks: Block[], ornament?: string): RootContent[] {
  const out: RootContent[] = [];
  for (let i = 0; i < blocks.length; i += 1) {
    const block = blocks[i] as Block;
    const { decision } = block;
    if (!decision || decision.role === 'metadata') continue;
    if (decision.role === 'frame') {
      if (block.mark?.family === 'words') out.push(withClass(paragraphOf(block.text), 'label'));
      continue;
    }
    const run = runFrom(blocks, i);
    i += run.length - 1;
    switch (decision.type) {
      case 'sceneBreak':
        out.push(sceneBreak(block, ornament));
        if (decision.strength === 'label') out.push(withClass(paragraphOf(block.text), 'label'));
        break;
      case 'verse':
        out.push(element('div', 'verse', stanzas(run)));
        break;
      case 'letter':
        out.push(
          element(
            'blockquote',
            'letter',
            run.flatMap(({ node, decision }) => {
              if (node.type === 'blockquote') return node.children as BlockContent[];
              return (decision?.role === 'signature' ? withClass(node, 'signature') : node) as BlockContent;
            }),
          ),
        );
        break;
      case 'chat':
        out.push(element('div', 'chat', run.map(speech)));
        break;
      case 'screen':
        out.push(...screen(run));
        break;
      case 'authorsNote':
        out.push({
          ...element(
            'aside',
            'note',
            run.map(({ node }) => node as BlockContent),
          ),
          data: {
            hName: 'aside',
            hProperties: { className: ['note'], role: 'note', ariaLabel: 'Author’s note' },
          },
        } as RootContent);
        break;
      case 'heading':
        out.push(section(block));
        break;
      default:
        out.push(decision.role === 'sceneLabel' ? withClass(block.node, 'label') : block.node);
    }
  }
  return out;
}

/** Notes are set as they stand; a mark inside one is a rule. */
export function assembleNote(blocks: Block[]): RootContent[] {
  return blocks.map((block): RootContent => {
    if ((block.mark && block.mark.family !== 'words') || block.node.type === 'thematicBreak')
      return { type: 'thematicBreak' };
    if (block.node.type === 'heading') return { ...block.node, depth: 3 };
    const kind = noteKindOf(block.text);
    return kind && block.node.type === 'paragraph' ? withClass(block.node, kind) : block.node;
  });
}

const grouped = new Set(['verse', 'letter', 'chat', 'screen', 'authorsNote']);

/** The blocks from here on that belong together. */
function runFrom(blocks: Block[], start: number): Block[] {
  const type = blocks[start]?.decision?.type;
  let end = start + 1;
  if (type && grouped.has(type)) {
    while (
      end < blocks.length &&
      blocks[end]?.decision?.type === type &&
      !startsAnew(blocks[end - 1] as Block, blocks[end] as Block)
    )
      end += 1;
  }
  return blocks.slice(start, end);
}

/** Two letters in a row are two: the second begins after the first one's signature, and each quotation is one. */
const startsAnew = (before: Block, block: Block) =>
  block.decision?.type === 'letter' &&
  (before.node.type === 'blockquote' || block.node.type === 'blockquote' || isSecond(before, block));

const isSecond = (before: Block, block: Block) =>
  before.decision?.role === 'signature' &&
  block.decision?.role !== 'signature' &&
  !/^p\.?\s?s/i.test(block.text);

const element = (hName: string, className: string, children: BlockContent[]): RootContent => ({
  type: 'blockquote',
  children,
  data: { hName, hProperties: { className: [className] } },
});

function withClass(node: RootContent, className: string): RootContent {
  return {
    ...node,
    data: { ...node.data, hProperties: { ...node.data?.hProperties, className: [className] } },
  } as RootContent;
}

function sceneBreak({ node, mark, decision }: Block, ornament: string | undefined): RootContent {
  const soft = decision?.strength === 'soft';
  return {
    type: 'thematicBreak',
    ...(node.position ? { position: node.position } : {}),
    data: {
      hProperties: {
        className: [soft ? 'gap' : 'break'],
        ...(mark && mark.text !== '<hr>' && mark.text !== '[image]' && mark.family !== 'words'
          ? { dataMark: mark.text }
          : {}),
        ...(ornament && !soft ? { dataOrnament: ornament } : {}),
      },
    },
  };
}

/** Lines of one stanza are one paragraph; a wider gap than that between lines parts stanzas, and so does a paragraph. */
function stanzas(run: Block[]): BlockContent[] {
  const least = run.slice(1).reduce((smallest, { gap }) => Math.min(smallest, gap), Number.POSITIVE_INFINITY);
  const paragraphs: Paragraph[] = [];
  for (const block of run) {
    const children: PhrasingContent[] =
      'children' in block.node
        ? (block.node.children as PhrasingContent[])
        : [{ type: 'text', value: block.text }];
    const last = paragraphs.at(-1);
    if (!last || isBroken(block) || block.gap > least)
      paragraphs.push({ type: 'paragraph', children: [...children] });
    else last.children.push({ type: 'break' }, ...children);
  }
  return paragraphs;
}

/** “[21:04] ”, “9.30 pm - ”. */
const stamp = /^[[(<]?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*[\])>]?\s*[-–—|]?\s*/i;

/** The speaker's name at the head of a line, behind the time if there is one, is set apart. */
function speech({ node, text }: Block): BlockContent {
  const time = stamp.exec(text)?.[0] ?? '';
  const head = /^[^:：]{1,40}[:：]/u.exec(text.slice(time.length))?.[0];
  const [first, ...rest] = node.type === 'paragraph' ? node.children : [];
  if (!head || first?.type !== 'text' || !first.value.startsWith(time + head)) return node as BlockContent;
  const who: PhrasingContent = {
    type: 'strong',
    children: [{ type: 'text', value: head }],
    data: { hName: 'b', hProperties: { className: ['who'] } },
  };
  return {
    type: 'paragraph',
    children: [
      ...(time === '' ? [] : [{ type: 'text' as const, value: time }]),
      who,
      { type: 'text', value: first.value.slice(time.length + head.length) },
      ...rest,
    ],
  };
}

/** A status screen is set line for line. Markup in it (bold values) stays. */
function screen(run: Block[]): RootContent[] {
  const plain = run.every(
    ({ node }) =>
      node.type === 'paragraph' && node.children.every(({ type }) => type === 'text' || type === 'break'),
  );
  if (plain)
    return [
      {
        type: 'code',
        lang: 'status',
        value: run.map(({ text, gap }, i) => (i > 0 && gap > 1 ? `\n${text}` : text)).join('\n'),
      },
    ];
  return [
    element(
      'div',
      'screen',
      run.map(({ node }) => node as BlockContent),
    ),
  ];
}

function section({ node, text }: Block): RootContent {
  if (node.type === 'heading') return { ...node, depth: Math.max(2, node.depth) as 2 | 3 | 4 | 5 | 6 };
  return {
    type: 'heading',
    depth: 2,
    children: [{ type: 'text', value: text }],
    ...(node.position ? { position: node.position } : {}),
  };
}
