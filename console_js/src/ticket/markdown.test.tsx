/** What an author writes is drawn as text and a short list of elements, whatever is tried. */
import type { ComponentChild, VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { Markdown, safeHref, type Reading } from './markdown';
import { RemoteImage } from './remote_image';

/** Draws without a browser, as text in the manner of HTML; a picture from elsewhere as what waits for a click. */
function html(node: ComponentChild | ComponentChild[]): string {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (Array.isArray(node)) return node.map(html).join('');
  if (typeof node !== 'object') return String(node).replaceAll('<', '&lt;');
  const { type, props } = node as VNode<Record<string, unknown> & { children?: ComponentChild }>;
  if (type === RemoteImage as unknown) return `[picture ${String(props.src)}]`;
  if (typeof type === 'function') return html((type as (props: unknown) => ComponentChild)(props));
  const attributes = Object.entries(props).filter(([name]) => !['children', 'dir', 'target', 'rel', 'title', 'key', 'ref'].includes(name));
  return `<${type}${attributes.map(([name, value]) => ` ${name}=${String(value)}`).join('')}>${html(props.children ?? null)}</${type}>`;
}
const draw = (text: string, reading: Reading = {}) => html(<Markdown text={text} {...reading} />).slice('<div class=markdown>'.length, -'</div>'.length);

describe('what people write', () => {
  it.each([
    ['**bold** and *lean*', '<p><strong>bold</strong> and <em>lean</em></p>'],
    ['two\nlines', '<p>two<br></br>lines</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['3. c', '<ol start=3><li>c</li></ol>'],
    ['> said', '<blockquote><p>said</p></blockquote>'],
    ['`x < 1`', '<p><code>x &lt; 1</code></p>'],
    ['```\n<b>\n```', '<pre tabIndex=0><code>&lt;b></code></pre>'],
    ['# Big', '<p class=md-heading data-level=1>Big</p>'],
    ['[here](https://a.example/x)', '<p><a href=https://a.example/x>here</a></p>'],
    ['see https://a.example.', '<p>see <a href=https://a.example/>https://a.example</a>.</p>'],
    ['~~no~~ &amp; \\*', '<p><del>no</del> &amp; *</p>'],
  ])('%s', (text, drawn) => expect(draw(text)).toBe(drawn));
  it('leaves every link a stranger to this window', () => {
    const { props } = findLink(<Markdown text="[x](https://a.example)" />)!;
    expect(props).toMatchObject({ target: '_blank', rel: 'noopener noreferrer nofollow', title: 'https://a.example/' });
  });
  it('marks who is named and what is searched for, also inside each other', () => {
    const mentions = [{ kind: 'agent' as const, id: 'a', name: 'Zoë' }, { kind: 'agent' as const, id: 'b', name: 'Zoë Müller' }];
    expect(draw('ask @zoë müller or @Zoë, @Ben', { mentions }))
      .toBe('<p>ask <span class=mention data-kind=agent>@zoë müller</span> or <span class=mention data-kind=agent>@Zoë</span>, @Ben</p>');
    expect(draw('**a refund**', { words: 'refund' })).toBe('<p><strong>a <mark>refund</mark></strong></p>');
    expect(draw('@Zoë', { mentions, words: 'zoe' })).toBe('<p><span class=mention data-kind=agent>@<mark>Zoë</mark></span></p>');
  });
});

describe('what attackers write', () => {
  it.each([
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg/onload=alert(1)>', '<iframe srcdoc="<script>alert(1)</script>">',
    'a <b onmouseover=alert(1)>b</b>', '<a href="javascript:alert(1)">x</a>', '<style>*{display:none}</style>', '<!-- --><script>1</script>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>', '<math><mtext></p><img src onerror=alert(1)>', '<form action="https://evil.example"><input>',
  ])('shows tags as letters: %s', (text) => {
    const tags = [...draw(text).matchAll(/<\/?([a-z]+)/g)].map((match) => match[1]);
    expect(tags.filter((tag) => !['p', 'a', 'br'].includes(tag!))).toEqual([]);
    expect(draw(text)).not.toMatch(/<a href=(?!https?:|mailto:)/);
  });
  it.each([
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', 'javascript&#58;alert(1)', '&#106;avascript:alert(1)',
    'data:text/html,<script>alert(1)</script>', 'vbscript:msgbox(1)', 'blob:https://a.example/1', 'file:///etc/passwd', '//evil.example', '/api/v1/session',
    ' javascript:alert(1)', '\u0001javascript:alert(1)', 'feed:javascript:alert(1)', 'view-source:javascript:1',
  ])('leads nowhere but to pages, mails and calls: %s', (href) => {
    expect(safeHref(href)).toBeNull();
    for (const text of [`[x](${href})`, `[x](<${href}>)`, `[x][1]\n\n[1]: ${href}`, `<${href}>`, `![x](${href})`, `![x](<${href}>)`]) {
      expect(draw(text)).not.toMatch(/href=(?!https?:|mailto:)|\[picture (?!https?:)|src=/);
    }
  });
  it('fetches no picture by itself', () => {
    expect(draw('![x](https://spy.example/1.png) [![y](http://spy.example/2.png)](https://a.example)'))
      .toBe('<p>[picture https://spy.example/1.png] <a href=https://a.example/>[picture http://spy.example/2.png]</a></p>');
    expect(draw('![x](data:image/svg+xml,<svg/onload=alert(1)>)')).not.toContain('picture');
  });
  it('takes names of things every object has for unknown', () => expect(draw('[constructor][toString] @valueOf')).toBe('<p>[constructor][toString] @valueOf</p>'));
  it.each([
    ['quotes', '> '.repeat(5000) + 'x'], ['brackets', '['.repeat(20_000)], ['stars', '*a '.repeat(12_000)], ['lists', Array.from({ length: 300 }, (_, at) => `${'  '.repeat(at)}- x`).join('\n')],
    ['ticks', '`'.repeat(20_000) + 'a'], ['tables', '|'.repeat(20_000) + '\n' + '|-'.repeat(10_000)], ['underscores', '_a'.repeat(20_000)], ['addresses', 'www.'.repeat(12_000)], ['mails', 'a@'.repeat(20_000)],
    ['links', '[a](b'.repeat(8000)], ['angles', '<'.repeat(40_000)], ['entities', '&#'.repeat(20_000)], ['underscores just short enough', '_a'.repeat(6000)], ['stars just short enough', '**a *'.repeat(2400)],
    ['brackets just short enough', '[a]('.repeat(3000)],
  ])('neither hangs nor breaks on heaps of %s', (_, text) => {
    const from = performance.now();
    expect(draw(text).length).toBeGreaterThan(0);
    expect(performance.now() - from).toBeLessThan(3000);
  });
});

function findLink(node: ComponentChild | ComponentChild[]): VNode<Record<string, unknown>> | null {
  if (!node || typeof node !== 'object') return null;
  if (Array.isArray(node)) return node.map(findLink).find(Boolean) ?? null;
  const { type, props } = node as VNode<{ children?: ComponentChild }>;
  if (type === 'a') return node as VNode<Record<string, unknown>>;
  return findLink(typeof type === 'function' ? (type as (props: unknown) => ComponentChild)(props) : props.children ?? null);
}
