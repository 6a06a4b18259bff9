import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setLine } from '../src/manuscript/typography.ts';

const lines: [language: string, typed: string, set: string][] = [
  ['en', `"'Tis the season," he said.`, '“’Tis the season,” he said.'],
  [
    'en',
    `The '90s, rock 'n' roll, the dogs' dinner, James's hat.`,
    'The ’90s, rock ’n’ roll, the dogs’ dinner, James’s hat.',
  ],
  ['en', `"Wait--what?" (she "asked") "...no."`, '“Wait—what?” (she “asked”) “…no.”'],
  ['en', `"She said 'go' and left." Give 'em hell.`, '“She said ‘go’ and left.” Give ’em hell.'],
  ['en', `"'Hello,' he said," she said.`, '“‘Hello,’ he said,” she said.'],
  ['en', `"No"--she paused--"maybe."`, '“No”—she paused—“maybe.”'],
  ['en', `"But I--"--she paused--"can't."`, '“But I—”—she paused—“can’t.”'],
  ['en', `She asked,"Why?" and he ,"No."`, 'She asked,“Why?” and he ,“No.”'],
  ['en', `He laughed. " Here you are." She waved.`, 'He laughed. “ Here you are.” She waved.'],
  ['en', `I'm goin' 'ome, 'Arry, by the 'bus. I 'm late.`, 'I’m goin’ ’ome, ’Arry, by the ’bus. I ’m late.'],
  ['en', `"I will," said she; 'but not today.`, '“I will,” said she; ‘but not today.'],
  ['de', `"'ne Katze? Ich mag 'n Hund, seit '68."`, '„’ne Katze? Ich mag ’n Hund, seit ’68.“'],
  ['nl', `"'t Is 's avonds," zei hij.`, '“’t Is ’s avonds,” zei hij.'],
  ['fr', `" Bonjour ! " dit-il.`, '«\u202fBonjour\u202f!\u202f» dit-il.'],
  ['en', `He was 5'10" tall.`, 'He was 5′10″ tall.'],
  ['en', `Already “curly” and ‘single’ — and don’t.`, 'Already “curly” and ‘single’ — and don’t.'],
  [
    'en',
    `"'As from the first,'" said Jo. "'Ad enough, 'ave you?"`,
    '“‘As from the first,’” said Jo. “’Ad enough, ’ave you?”',
  ],
  ['de', `"Das ist 'gut'", sagte er. "Wie geht's?"`, '„Das ist ‚gut‘“, sagte er. „Wie geht’s?“'],
  ['fr', `"Bonjour !" dit-il ; l'ami d'hier...`, '«\u202fBonjour\u202f!\u202f» dit-il\u202f; l’ami d’hier…'],
  ['sv', `"Hej", sa hon.`, '”Hej”, sa hon.'],
  ['ru', `"Привет", - сказал он.`, '«Привет», — сказал он.'],
  ['it', `"Ha detto 'ciao'", disse. "Un po' d'acqua?"`, '«Ha detto “ciao”», disse. «Un po’ d’acqua?»'],
  ['el', `"Είπε 'ναι'", είπε.`, '«Είπε “ναι”», είπε.'],
  ['ro', `"A zis 'da'", spuse ea.`, '„A zis «da»”, spuse ea.'],
  ['hr', `"Rekao je 'da'", reče.`, '„Rekao je ‚da‘“, reče.'],
  ['bg', `"Да", каза той.`, '„Да“, каза той.'],
  ['lt', `"Taip", tarė ji.`, '„Taip“, tarė ji.'],
  ['ca', `"Va dir 'sí' a l'home".`, '«Va dir “sí” a l’home».'],
  ['ar', `قال: "نعم".`, 'قال: ”نعم“.'],
  ['he', `"כן", אמר.`, '”כן”, אמר.'],
  ['fa', `گفت: "او گفت 'بله'".`, 'گفت: «او گفت ‹بله›».'],
  ['fr', `- Merci, dit-elle - et rien de plus.`, '— Merci, dit-elle — et rien de plus.'],
  ['fr', '- du pain', '- du pain'],
  ['es', '-Lo sé -dijo ella-. ¿Y tú?', '—Lo sé —dijo ella—. ¿Y tú?'],
  ['es', 'El norte-sur y -quizá- el este.', 'El norte-sur y -quizá- el este.'],
  ['en', '- Bread', '- Bread'],
  ['ja', `"Hello" と言った。...`, `"Hello" と言った。...`],
];

test.each(lines)('%s: %s', (language, typed, set) => {
  expect(setLine(typed, language)).toBe(set);
});

test('what is set once is not set again, and no letter changes', () => {
  const one = (...choices: string[]) => fc.constantFrom(...choices);
  const word = fc.tuple(
    one('', '', '"', "'", '“', '('),
    one('word', "don't", 'É', '5', "l'été", "'tis", '...'),
    one('', ',', '.', '?', '!', '...'),
    one('', '', '"', "'", '”', ')'),
  );
  const line = fc.array(fc.tuple(word, one(' ', ' ', ' ', '--', ' - ')), { maxLength: 12 });
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  fc.assert(
    fc.property(line, one('en', 'de', 'fr', 'sv', 'ru'), (tokens, language) => {
      const typed = tokens.flat(2).join('');
      const once = setLine(typed, language);
      expect(letters(once)).toBe(letters(typed));
      expect(setLine(once, language)).toBe(once);
    }),
    { seed: 11, numRuns: 2000 },
  );
});
