/** The line under a page: which one it is, how long the chapter will take from here, and a way on and back. */
import { element } from '../dom.ts';
import { pace, timeLeft, timeLeftText } from '../places/pace.ts';

export interface PageNews {
  page: number;
  pages: number;
  progression: number;
}

export interface StatusLine {
  tell(news: PageNews): void;
  remove(): void;
}

const number = new Intl.NumberFormat('en');

/** Not a live region: a reader who listens would hear it at every turn, and can go and read it. */
export function statusLine(reader: HTMLElement): StatusLine {
  const says = element('p');
  const line = element(
    'footer',
    { class: 'status', lang: 'en', dir: document.documentElement.dir || undefined, 'aria-label': 'Pages' },
    button('previousPage', 'Previous page'),
    says,
    button('nextPage', 'Next page'),
  );
  document.body.append(line);
  const language = reader.querySelector('article')?.lang || document.documentElement.lang;
  return {
    tell({ page, pages, progression }) {
      const words = Number(reader.dataset['words']);
      const left = progression < 1 ? ` · ${timeLeftText(timeLeft(words, progression, pace(language)))}` : '';
      says.textContent = `Page ${number.format(page)} of ${number.format(pages)}${left}`;
    },
    remove: () => line.remove(),
  };
}

const button = (command: string, name: string) =>
  element('button', { type: 'button', 'data-command': command, 'aria-label': name });
