import { createHash } from 'node:crypto';

/**
 * The content security policy of a page: nothing from elsewhere, no style in the markup, and of scripts in the markup
 * none but the one whose text is given.
 */
export function policy(script?: string): string {
  const hash = script && `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  return [
    // It holds for styles, faces and what scripts fetch, too; and Firefox fetches the next chapter beforehand by it.
    "default-src 'self'",
    `script-src ${["'self'", hash].filter(Boolean).join(' ')}`,
    // Ornaments of a theme are pictures in its sheet.
    "img-src 'self' data:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join(';');
}
