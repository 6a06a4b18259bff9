import { boot } from './boot.ts';
import { settingsKey, themes, writeSettings } from './settings.ts';

/** Radio buttons for the theme. They follow the choice made in another tab, or on the page one comes back to. */
class ThemeSwitch extends HTMLElement {
  #connection = new AbortController();

  connectedCallback(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.addEventListener('change', (event) => this.#choose(event.target), { signal });
    for (const event of ['storage', 'pageshow']) {
      window.addEventListener(event, () => this.#restore(), { signal });
    }
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback(): void {
    this.#connection.abort();
  }

  #choose(radio: EventTarget | null): void {
    if (!(radio instanceof HTMLInputElement)) return;
    const theme = themes.find((name) => name === radio.value);
    if (writeSettings(theme ? { theme } : {})) boot(settingsKey, themes);
    else document.documentElement.setAttribute('data-theme', radio.value);
    this.#show();
  }

  #restore(): void {
    boot(settingsKey, themes);
    this.#show();
  }

  #show(): void {
    const current = document.documentElement.getAttribute('data-theme') ?? 'system';
    for (const radio of this.querySelectorAll('input')) radio.checked = radio.value === current;
    colourBrowser();
  }
}

/** The browser's own bars take the colour of the page, which only the style sheet knows. */
function colourBrowser(): void {
  const meta =
    document.querySelector<HTMLMetaElement>('meta[name="theme-color"]') ?? document.createElement('meta');
  meta.name = 'theme-color';
  meta.content = getComputedStyle(document.documentElement).backgroundColor;
  document.head.append(meta);
}

customElements.define('theme-switch', ThemeSwitch);
