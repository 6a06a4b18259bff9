import { createHash } from 'node:crypto';

/**
 * The content security policy of a page: nothing from elsewhere, no style in the markup, and of scripts in the markup
 * none but the one whose text is given.
 */
export function policy(script?: string): string {
  const hash = script && `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${["'self'", hash].filter(Boolean).join(' ')}`,
    ...['style', 'font', 'connect', 'media', 'manifest', 'worker'].map((kind) => `${kind}-src 'self'`),
    // Ornaments of a theme are pictures in its sheet.
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
