/** ECMA-402 `Intl.Locale` info, which TypeScript 6 does not know yet. */
declare namespace Intl {
  interface Locale {
    getTextInfo?(): { direction: 'ltr' | 'rtl' };
  }
}

/** What Astro's <Font> writes into a page, by the face's custom property. */
declare module 'virtual:astro:assets/fonts/internal' {
  export const componentDataByCssVariable: Map<string, { css: string }>;
}
