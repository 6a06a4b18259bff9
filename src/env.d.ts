/** ECMA-402 `Intl.Locale` info, which TypeScript 6 does not know yet. */
declare namespace Intl {
  interface Locale {
    getTextInfo?(): { direction: 'ltr' | 'rtl' };
  }
}
