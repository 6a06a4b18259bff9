/** The work's contents over the chapter: the very list of the work's page, fetched when it is first asked for. */
import css from '../../styles/contents.css?inline';
import { adopt, element } from '../dom.ts';
import { ownPath } from '../text/whole.ts';
import { closePanel, openPanel } from './panel.ts';

let list: Promise<HTMLElement> | undefined;

export async function toggleContents(): Promise<void> {
  if (closePanel('contents')) return;
  adopt(css);
  const link = document.querySelector<HTMLAnchorElement>('a[data-command="contents"]');
  if (!link) return;
  const work = element('a', { href: link.href }, 'The work’s own page');
  const status = element('p', { role: 'status' }, 'Loading…');
  const panel = openPanel(
    { name: 'contents', title: 'Contents', modal: true },
    status,
    element('p', {}, work),
  );
  list ??= fetchContents(link.href);
  try {
    const contents = await list;
    status.replaceWith(contents);
    if (panel.isConnected) showCurrent(contents);
  } catch {
    list = undefined;
    status.textContent = 'The contents cannot be fetched now.';
  }
}

async function fetchContents(address: string): Promise<HTMLElement> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const lists = page.querySelectorAll<HTMLElement>('.volume, .contents');
  if (lists.length === 0) throw new Error(`${address} has no contents`);
  const { lang, dir } = page.documentElement;
  return element('div', { lang, dir }, ...[...lists].map((each) => document.adoptNode(each)));
}

function showCurrent(contents: HTMLElement): void {
  const here = [...contents.querySelectorAll('a')].find(({ pathname }) => pathname === ownPath());
  here?.setAttribute('aria-current', 'page');
  here?.scrollIntoView({ block: 'center', behavior: 'instant' });
  here?.focus({ preventScroll: true });
}
