import { defaultSchema, type Schema } from 'hast-util-sanitize';

const tags =
  'abbr address article aside bdi bdo big body center cite dfn fieldset figcaption figure font footer form header html main mark nav rb rtc small u wbr';
const attributes = defaultSchema.attributes ?? {};

/** What an author's own HTML may hold: AO3's allow-list, as far as it makes sense in a story. Nothing else gets in. */
export const schema: Schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), ...tags.split(' ')],
  attributes: {
    ...attributes,
    '*': ['className', 'lang', 'dir', 'title', 'align'],
    // Ids are ours: the locators', and those that join a footnote to its reference.
    a: [...(attributes['a'] ?? []), 'rel', ['id', /^(?:note\d+-)?fnref-/]],
    li: [...(attributes['li'] ?? []), ['id', /^(?:note\d+-)?fn-/]],
    h2: [
      ['id', 'footnote-label'],
      ['className', 'sr-only'],
    ],
    hr: ['className', 'dataMark', 'dataOrnament'],
    img: [...(attributes['img'] ?? []), 'alt', 'width', 'height'],
    pre: ['className', 'tabIndex'],
  },
  clobberPrefix: '',
  clobber: [],
  ancestors: {},
};
