import { articleOf, blockIndex, chapterText } from './chapter.ts';

/** The words of the chapter that are selected, without space at their ends; undefined where there are none. */
export function selectedWords(): Range | undefined {
  const selection = getSelection();
  const article = articleOf();
  if (!article || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const selected = selection.getRangeAt(0);
  if (!selected.intersectsNode(article)) return undefined;
  const chapter = chapterText();
  let from = chapter.offsetOf(selected.startContainer, selected.startOffset);
  let to = chapter.offsetOf(selected.endContainer, selected.endOffset);
  while (from < to && /\s/.test(chapter.text[from] ?? '')) from += 1;
  while (to > from && /\s/.test(chapter.text[to - 1] ?? '')) to -= 1;
  return from < to && chapter.blocks[blockIndex(chapter, from)] ? chapter.range(from, to) : undefined;
}
