/** Days as authors write them. A day is `YYYY-MM-DD`, in no time zone. */

const dayLength = 24 * 60 * 60 * 1000;
const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const worded = new RegExp(
  `^(?:(\\d{1,2})(?:st|nd|rd|th)?\\.? (${months})[a-z]*\\.?|(${months})[a-z]*\\.? (\\d{1,2})(?:st|nd|rd|th)?),? (\\d{4})$`,
  'i',
);

/** The day that a text names without doubt, such as “5 March 2024”, “Mar 5, 2024” or “2024/3/5”. */
export function dayOf(text: string): string | undefined {
  const tidy = text.trim();
  const figures = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ])/.exec(tidy);
  if (figures) return day(Number(figures[1]), Number(figures[2]), Number(figures[3]));
  const words = worded.exec(tidy);
  if (!words) return undefined;
  const month = months.split('|').indexOf((words[2] ?? words[3] ?? '').toLowerCase()) + 1;
  return day(Number(words[5]), month, Number(words[1] ?? words[4]));
}

function day(year: number, month: number, date: number): string | undefined {
  const made = new Date(Date.UTC(year, month - 1, date));
  return made.getUTCMonth() === month - 1 ? made.toISOString().slice(0, 10) : undefined;
}

/** Whether a day is still to come in every time zone. */
export const isToCome = (text: string): boolean => Date.parse(text) > Date.now() + dayLength;

/** Whether a day, by UTC, or a moment with its time zone has come. */
export const hasCome = (text: string): boolean => Date.parse(text) <= Date.now();
