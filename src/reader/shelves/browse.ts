/** The browse page: the whole library, filtered and sorted here. What is asked for stands in the address. */
import css from '../../styles/browse.css?inline';
import { adopt, element } from '../dom.ts';
import {
  type BrowseIndex,
  type BrowseWork,
  formatQuery,
  parseQuery,
  plain,
  type Query,
  type Sort,
  search,
  sorts,
  type Way,
} from './browse-query.ts';

/** Works that are shown at once. */
const portion = 40;
const ways: Record<Way, string> = { all: 'With', any: 'With any of', not: 'Without' };
const number = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

export async function browse(place: HTMLElement): Promise<void> {
  const answer = await fetch(place.dataset['index'] ?? '');
  if (!answer.ok) return;
  adopt(css);
  new Browser(place, (await answer.json()) as BrowseIndex);
}

class Browser {
  readonly #index: BrowseIndex;
  readonly #form = element('form', { class: 'browse-form', role: 'search', 'aria-label': 'Browse' });
  readonly #chips = element('ul', { class: 'chips' });
  readonly #count = element('p', { class: 'count', role: 'status' });
  readonly #list = element('ul', { class: 'found' });
  readonly #more = element('button', { type: 'button' }, 'Show more');
  #query: Query;
  #found: BrowseWork[] = [];

  constructor(place: HTMLElement, index: BrowseIndex) {
    this.#index = index;
    this.#query = parseQuery(location.search);
    this.#build();
    place.replaceChildren(this.#form, this.#chips, this.#count, this.#list, this.#more);
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#more.addEventListener('click', () => this.#showMore());
    window.addEventListener('popstate', () => {
      this.#query = parseQuery(location.search);
      this.#build();
      this.#draw();
    });
    this.#draw();
  }

  #build(): void {
    const { works } = this.#index;
    const values = (of: (work: BrowseWork) => string | undefined) =>
      [...new Set(works.map(of))].filter((value) => value !== undefined).sort();
    this.#form.replaceChildren(
      this.#field('Title or author', 'q', { type: 'search' }),
      this.#choice(
        'Status',
        'status',
        values(({ s }) => s),
      ),
      this.#choice(
        'Rating',
        'rating',
        values(({ r }) => r),
      ),
      this.#choice(
        'Language',
        'language',
        values(({ l }) => l),
        languageName,
      ),
      this.#field('At least … words', 'least', { type: 'number', min: '0', step: '1000' }),
      this.#field('At most … words', 'most', { type: 'number', min: '0', step: '1000' }),
      this.#sortChoice(),
      this.#nameField(),
    );
  }

  #field(label: string, name: 'q' | 'least' | 'most', attributes: Record<string, string>): HTMLElement {
    const input = element('input', { ...attributes, value: String(this.#query[name] || '') });
    input.addEventListener('input', () =>
      this.#ask(
        { [name]: name === 'q' ? input.value : Math.max(0, Math.floor(Number(input.value))) || 0 },
        true,
      ),
    );
    return labelled(label, input);
  }

  #choice(
    label: string,
    name: 'status' | 'rating' | 'language',
    values: string[],
    shown = capital,
  ): HTMLElement | string {
    if (values.length < 2) return '';
    const options = ['', ...values].map((value) =>
      element('option', { value, selected: this.#query[name] === value }, value ? shown(value) : 'Any'),
    );
    const select = element('select', {}, ...options);
    select.addEventListener('change', () => this.#ask({ [name]: select.value }));
    return labelled(label, select);
  }

  #sortChoice(): HTMLElement {
    const options = Object.entries(sorts).map(([value, text]) =>
      element('option', { value, selected: this.#query.sort === value }, text),
    );
    const select = element('select', {}, ...options);
    select.addEventListener('change', () => this.#ask({ sort: select.value as Sort }));
    return labelled('Sort', select);
  }

  /** A name is typed, found among all of them, and goes one of three ways. */
  #nameField(): HTMLElement {
    const list = element('datalist', { id: 'browse-names' });
    const input = element('input', { type: 'text', list: 'browse-names', autocomplete: 'off' });
    const way = element(
      'select',
      { 'aria-label': 'How' },
      ...Object.entries(ways).map(([value, text]) => element('option', { value }, text)),
    );
    const take = () => {
      const exact = this.#index.names.find((name) => nameOf(name) === input.value);
      if (exact) this.#add(way.value as Way, exact, input);
    };
    input.addEventListener('change', take);
    input.addEventListener('input', (event) => {
      const typed = plain(input.value);
      const near = this.#index.names.filter((name) => plain(nameOf(name)).includes(typed)).slice(0, 30);
      list.replaceChildren(...near.map((name) => element('option', { value: nameOf(name) }, kindOf(name))));
      // Chosen from the list; one that is typed may be the beginning of another.
      const isBegun = this.#index.names.some(
        (name) => nameOf(name).startsWith(input.value) && nameOf(name) !== input.value,
      );
      if (!isBegun || (event as InputEvent).inputType === 'insertReplacementText') take();
    });
    return element('div', { class: 'name-field' }, labelled('Fandom, character, tag …', input), way, list);
  }

  #add(way: Way, name: string, input: HTMLInputElement): void {
    input.value = '';
    if (this.#query[way].includes(name)) return;
    this.#ask({ [way]: [...this.#query[way], name] });
  }

  /** Typing leaves one step in the history, not one a letter. */
  #ask(change: Partial<Query>, typed = false): void {
    this.#query = { ...this.#query, ...change };
    const address = location.pathname + formatQuery(this.#query);
    if (typed) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.#draw();
  }

  #draw(): void {
    this.#found = search(this.#index, this.#query);
    this.#chips.replaceChildren(
      ...(Object.keys(ways) as Way[]).flatMap((way) => this.#query[way].map((name) => this.#chip(way, name))),
    );
    this.#count.textContent = counted(this.#found.length, 'work');
    this.#list.replaceChildren();
    this.#showMore();
  }

  #chip(way: Way, name: string): HTMLElement {
    const button = element(
      'button',
      { type: 'button', 'aria-label': `Remove: ${ways[way]} ${nameOf(name)}` },
      `${ways[way]} `,
      element('bdi', {}, nameOf(name)),
      ' ×',
    );
    button.addEventListener('click', () => {
      this.#ask({ [way]: this.#query[way].filter((each) => each !== name) });
      (this.#chips.querySelector('button') ?? this.#form.querySelector<HTMLElement>('[list]'))?.focus();
    });
    return element('li', {}, button);
  }

  #showMore(): void {
    const from = this.#list.children.length;
    const next = this.#found.slice(from, from + portion);
    this.#list.append(...next.map((work) => this.#entry(work)));
    this.#more.hidden = this.#list.children.length >= this.#found.length;
    if (from > 0) this.#list.children[from]?.querySelector('a')?.focus();
  }

  #entry({ t, u, a, w, c, l, s, r, d, n }: BrowseWork): HTMLElement {
    const facts = [capital(s), r, counted(c, 'chapter'), counted(w, 'word'), d && day.format(new Date(d))];
    const names = n.map((i) => this.#index.names[i] ?? '').filter((name) => !name.startsWith('author:'));
    return element(
      'li',
      {},
      element('a', { href: u, lang: l }, t),
      a.length > 0 && element('p', { class: 'by' }, a.join(', ')),
      element('p', {}, facts.filter(Boolean).join('\u00a0· ')),
      names.length > 0 && element('p', { class: 'tags' }, names.slice(0, 12).map(nameOf).join(', ')),
    );
  }
}

const counted = (count: number, word: string) =>
  `${number.format(count)}\u00a0${word}${count === 1 ? '' : 's'}`;
const labelled = (label: string, control: HTMLElement) =>
  element('label', {}, element('span', {}, label), control);
const nameOf = (name: string) => name.slice(name.indexOf(':') + 1);
const kindOf = (name: string) => capital(name.slice(0, name.indexOf(':')));
const capital = (text: string) =>
  text === 'hiatus' ? 'On hiatus' : text.charAt(0).toUpperCase() + text.slice(1);
const languageName = (tag: string) => new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
