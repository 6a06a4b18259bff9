/**
 * Scene labels: short lines right after a break that say where, when or through whose eyes.
 */
import { type Block, sizeOf } from './block.ts';

/** A speech begins. */
export const quoteStart = /^[“"«„「『‘]|^[—–]\s?[\p{L}¡¿]|^--[\p{Lu}¡¿]|^-[¡¿]/u;

const viewpoint =
  /^[*_~[(\-–—\s]*(?:.{1,30}\s)?(?:pov|p\.o\.v\.?|point of view|perspective)[*_~\])\-–—:\s]*$/i;
const placeOrTime =
  /^[*_~[(\-–—\s]*(?:(?:\d{1,2}[:.]\d{2}|\d{1,2}\s?(?:am|pm))\b.*|.*\b(?:\d{4}|\d{1,2}(?:st|nd|rd|th))\b.*|(?:date point|location|time|day|year|week|month|stardate)\b.*|.*\b(?:morning|evening|afternoon|night|midnight|noon|dawn|dusk|later|earlier|ago|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|present day|day \w+|week \w+)\b.*)[*_~\])\-–—:\s]*$/iu;
/** “Toledo, Spain”. */
const place = /^[*_~[(\-–—\s]*[\p{Lu}\d][^.!?]*,\s*[\p{Lu}\d][^.!?]*$/u;

/** A short line that is no sentence and says where, when or through whose eyes, or only a name. */
export const isSceneLabel = (block: Block, next: Block | undefined) =>
  isPlaceOrTime(block, next) || isNameLabel(block, next);

const mayBeLabel = ({ node, text }: Block, next: Block | undefined) =>
  node.type === 'paragraph' &&
  text.length <= (text.includes('\n') ? 140 : 70) &&
  text.length >= 3 &&
  next !== undefined &&
  !next.mark &&
  !quoteStart.test(text) &&
  !/[,;]$/.test(text) &&
  (!/[.!?…]["”’]?$/.test(text) || /\b(?:[ap]\.m|\d{1,4})\.$/i.test(text));

/** “Meanwhile, aboard the ship …”, “In a house by the shrine:”. */
const leadIn =
  /^(?:in|at|on|aboard|inside|outside|back|meanwhile|elsewhere|somewhere|later|that|the (?:next|following)|an? (?:few )?(?:hour|minute|day|week|month|year)s?|some)\b[^.!?]{3,70}(?:\.{2,}|…|:)$|^the\b[^.!?,]{3,40}(?:\.{3}|…)$/i;

export const isPlaceOrTime = (block: Block, next: Block | undefined) =>
  (leadIn.test(block.text) && next !== undefined && !next.mark) ||
  (mayBeLabel(block, next) &&
    block.text.split(/\s+/).length <= 9 &&
    !/\b(?:a|an|the|of|in|to|and|at|with|his|her|was|had|is)$/i.test(block.text) &&
    (viewpoint.test(block.text) || placeOrTime.test(block.text) || place.test(block.text)));

/** A short line wholly in bold, which may stand on two: no sentence, no speech. What follows is told, or one more. */
export const isSlug = (block: Block, next: Block | undefined) =>
  isBold(block) &&
  mayBeLabel(block, next) &&
  !/[:：]$/.test(block.text) &&
  next !== undefined &&
  (next.text.length > 60 || /[.!?…]["”’]?$/u.test(next.text) || isBold(next));

const isBold = ({ node, text }: Block) =>
  node.type === 'paragraph' &&
  (node.children.length > 1 || node.children[0]?.type === 'strong'
    ? node.children.some(({ type }) => type === 'strong') &&
      node.children.every(
        (child) =>
          child.type === 'strong' ||
          child.type === 'break' ||
          (child.type === 'text' && child.value.trim() === ''),
      ) &&
      /^[\p{L}\p{N}]/u.test(text)
    : /^\*\*[\p{L}\p{N}][^*]{2,60}\*\*$/u.test(text));

/** In capitals, or wholly bold or italic, or a name, a line need say nothing of time or place; a speaker's has a colon. */
function isNameLabel(block: Block, next: Block | undefined): boolean {
  const { node, text } = block;
  if (!mayBeLabel(block, next) || node.type !== 'paragraph' || /:$/.test(text)) return false;
  const [only] = node.children;
  const dressed = node.children.length === 1 && (only?.type === 'strong' || only?.type === 'emphasis');
  const name = /^\p{Lu}[\p{L}'’-]*(?:\s(?:and|&|of|the|\p{Lu}[\p{L}'’-]*)){0,4}$/u.test(text);
  const words = text.split(/\s+/).length;
  return (
    (text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)) ||
    (dressed && words <= 8) ||
    (name && words <= 4)
  );
}

export function label(block: Block): void {
  if (block.decision) return;
  block.decision = {
    type: 'paragraph',
    role: 'sceneLabel',
    confidence: 0.8,
    reason: 'A line of place, time or viewpoint right after a break names the scene.',
  };
}

/** A last line that is no sentence: a date, a name, who holds the rights. */
export const isImprint = (block: Block) =>
  /©|copyright|all rights reserved|last updated/i.test(block.text) ||
  (sizeOf(block.text) < 70 && !/[.!?…。！？~*"'”’」』»)—–-]$/u.test(block.text));

/** A title: in capitals, or a short line that is no sentence, with more room around it than paragraphs have. */
export const isTitle = (block: Block, next: Block | undefined, normal: number) =>
  (isCapitals(block) && !quoteStart.test(block.text)) ||
  /^［＃.*見出し］/.test(block.text) ||
  (sizeOf(block.text) < 80 &&
    block.gap > normal + 1 &&
    (next?.gap ?? 0) > normal &&
    !quoteStart.test(block.text) &&
    !/[.!?…:。！？][*_)\]]*$/u.test(block.text));

export const isCapitals = ({ text }: Block) =>
  text.length > 5 && text.length < 200 && /\p{Lu}{3}/u.test(text) && text === text.toUpperCase();

/** The name under a saying: “— Jane Austen”. */
export const isAttribution = ({ text }: Block) => /^[-—–―~]+ ?\p{Lu}[^.!?]{2,60}~?$/u.test(text);

/** Three short lines or more that an author broke on purpose: each begins with a capital. */
export const isStanza = ({ text }: Block) =>
  text.includes('\n') && /^(?:["“„«']?[\p{Lu}\p{Lo}].{0,59}(?:\n|$)){3,}$/u.test(text);
