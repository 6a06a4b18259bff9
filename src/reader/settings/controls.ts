/**
 * Form controls of settings: made from the tables, named after them, and kept in step with what is in force by
 * `follow`, whoever changed it.
 */
import { element } from '../dom.ts';
import { type ChoiceName, change, choices, type MeasureName, measures, settings } from './settings.ts';
import { step } from './sizes.ts';

type Words = Record<string, string>;

/** One of a few words, as radio buttons: what each shows is made by `face`. */
export function choice(
  name: ChoiceName,
  legend: string,
  words: Words,
  face: (value: string, word: string) => Node | string = (_, word) => word,
): HTMLFieldSetElement {
  return element(
    'fieldset',
    { class: `choice choice-${name}` },
    element('legend', {}, legend),
    ...Object.entries(words).map(([value, word]) =>
      element('label', {}, element('input', { type: 'radio', name, value }), face(value, word)),
    ),
  );
}

/** One of two words, as a check box that is ticked at `on`. */
export function toggle(name: ChoiceName, label: string, on: string = choices[name][0]): HTMLLabelElement {
  return element(
    'label',
    { class: 'toggle' },
    label,
    element('input', { type: 'checkbox', name, value: on }),
  );
}

/** A number, as a slider between two buttons. */
export function measure(name: MeasureName, label: string): HTMLDivElement {
  const { least, most, step: by } = measures[name];
  const input = element('input', {
    type: 'range',
    name,
    id: `set-${name}`,
    min: String(least),
    max: String(most),
    step: String(by),
  });
  const button = (sign: string, way: 1 | -1, word: string) => {
    const made = element('button', { type: 'button', 'aria-label': `${label}: ${word}` }, sign);
    made.addEventListener('click', () => step(name, way));
    return made;
  };
  return element(
    'div',
    { class: 'measure' },
    element('label', { for: `set-${name}` }, label),
    element('output', { for: `set-${name}` }),
    button('−', -1, 'less'),
    input,
    button('+', 1, 'more'),
  );
}

/**
 * Makes the controls in a form act at once, and show what is in force for as long as the form is in the document;
 * `also` is called whenever that changes.
 */
export function follow(form: HTMLFormElement, also?: () => void): void {
  const show = () => {
    for (const input of form.elements) if (input instanceof HTMLInputElement) reflect(input, form);
    also?.();
  };
  const listening = new AbortController();
  const changed = () => (form.isConnected ? show() : listening.abort());
  form.addEventListener('input', ({ target }) => target instanceof HTMLInputElement && take(target));
  for (const event of ['settings', 'profiles'])
    document.addEventListener(event, changed, { signal: listening.signal });
  show();
}

function take({ type, name, value, checked, valueAsNumber }: HTMLInputElement): void {
  if (type === 'range') change({ [name]: valueAsNumber });
  else if (type === 'radio') change({ [name]: value });
  else if (name in choices)
    change({ [name]: checked ? value : choices[name as ChoiceName].find((other) => other !== value) });
}

function reflect(input: HTMLInputElement, form: HTMLFormElement): void {
  const { type, value } = input;
  if (input.name in measures) {
    const name = input.name as MeasureName;
    const chosen = settings()[name] ?? measures[name].initial;
    const text = `${chosen} ${measures[name].unit}`.replace(' %', '%').trim();
    input.value = String(chosen);
    input.setAttribute('aria-valuetext', text);
    const output = form.querySelector<HTMLOutputElement>(`output[for="set-${name}"]`);
    if (!output) return;
    // A slider that has the focus says its value itself.
    output.ariaLive = document.activeElement === input ? 'off' : 'polite';
    output.value = text;
  } else if (input.name in choices) {
    const name = input.name as ChoiceName;
    const offered = form.querySelector(`input[name="${name}"][value="${settings()[name]}"]`);
    // A theme that no longer exists looks like the default one.
    const chosen = (type === 'checkbox' || offered ? settings()[name] : undefined) ?? choices[name][0];
    input.checked = value === chosen;
  }
}
