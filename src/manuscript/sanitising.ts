/**
 * The wall: what markup may hold, as two allow-lists. AO3's list, as far as it makes sense in a story; nothing that
 * runs, loads, covers the page, answers a click of its own or takes a name that a script of the site could ask for.
 */
import { defaultSchema, type Schema } from 'hast-util-sanitize';

const words = (list: string) => list.split(' ');

const tags = words(
  'a abbr article aside b bdi bdo big blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr',
);

const protocols = {
  href: ['http', 'https', 'mailto'],
  src: ['http', 'https'],
};

/** Sizes of a picture are whole numbers: a browser reads no more of them. */
const size = /^\d{1,5}$/;

const common: Schema = {
  tagNames: tags,
  protocols,
  strip: words(
    'script style template iframe object embed applet noscript noembed noframes textarea select title svg math xmp audio video canvas',
  ),
  required: {},
  clobber: [],
  clobberPrefix: '',
  ancestors: defaultSchema.ancestors ?? {},
};

/** How far a table's cell may reach. */
const cell: NonNullable<Schema['attributes']>[string] = [
  ['colSpan', size],
  ['rowSpan', size],
];

/** For what `tidyHtml` hands to the reader: its own few signs of how a thing was set, and no class of the author's. */
export const inputSchema: Schema = {
  ...common,
  attributes: {
    '*': [
      'lang',
      'dir',
      'title',
      ['className', 'left', 'center', 'right', 'smallcaps'],
      ['dataNote', 'opening', 'closing'],
      'dataTarget',
    ],
    a: ['href'],
    hr: ['dataMark'],
    img: ['src', 'alt', ['width', size], ['height', size]],
    ol: ['start', 'reversed'],
    td: cell,
    th: cell,
    code: [['className', /^language-[\w+#.-]{1,30}$/]],
  },
};

/** For the finished tree of a Markdown chapter with raw HTML in it: the engine's own classes and ids as well. */
export const schema: Schema = {
  ...common,
  attributes: {
    '*': [
      'lang',
      'dir',
      'title',
      [
        'className',
        ...words('center right smallcaps label note letter signature verse chat screen who gap break'),
        ...words('warning disclaimer summary recap credit replies legend'),
      ],
      ['align', 'left', 'center', 'right'],
    ],
    a: [
      'href',
      'rel',
      'ariaLabel',
      'ariaDescribedBy',
      'dataFootnoteBackref',
      'dataFootnoteRef',
      ['className', 'data-footnote-backref'],
      // Ids are ours: the locators', and those that join a footnote to its reference.
      ['id', /^(?:note\d+-)?fnref-/],
    ],
    aside: ['className', ['role', 'note'], 'ariaLabel'],
    code: [['className', /^language-[\w+#.-]{1,30}$/]],
    h2: [
      ['id', 'footnote-label'],
      ['className', 'sr-only'],
    ],
    hr: [['className', 'gap', 'break'], 'dataMark', 'dataOrnament'],
    img: ['src', 'alt', ['width', size], ['height', size]],
    li: [['id', /^(?:note\d+-)?fn-/]],
    ol: ['start', 'reversed'],
    pre: [['className', 'code', 'screen'], 'tabIndex'],
    section: ['dataFootnotes', ['className', 'footnotes']],
    span: [['id', /^fn-[\w-]+$/]],
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan'],
  },
};
