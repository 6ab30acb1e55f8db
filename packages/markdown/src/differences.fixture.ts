import type { Peer } from './peers.fixture.js'

/** A class of differences that was decided for our reading. */
export interface Difference {
  /** As the table in docs/differences.md names it. */
  readonly name: string
  readonly peers: readonly Peer[]
  /** The smallest texts that differ for this reason. */
  readonly pattern: RegExp
  /** One of them, and how it is to be read. */
  readonly text: string
  readonly html: string
}

const BOTH = ['micromark', 'cmark-gfm'] as const
const MICROMARK = ['micromark'] as const
const CMARK = ['cmark-gfm'] as const

export const DIFFERENCES: readonly Difference[] = [
  // Block structure.
  {
    name: 'nested list in a paragraph',
    peers: MICROMARK,
    pattern: /^\S{1,3}[\r\n]+(?:[-+*]|1[.)]|>)[ \t]?(?:[-+*]|\d+[.)])(?: \S)?$/,
    text: 'a\n> 2) b',
    html: '<p>a</p>\n<blockquote>\n<ol start="2">\n<li>b</li>\n</ol>\n</blockquote>\n',
  },
  {
    name: 'list after indented code',
    peers: MICROMARK,
    pattern: /^(?:---[\r\n]+)?(?: {4}|\t)\S[\r\n]+(?:[-+*]|\d+[.)])$/u,
    text: '    a\n2.',
    html: '<pre><code>a\n</code></pre>\n<ol start="2">\n<li></li>\n</ol>\n',
  },
  {
    name: 'blank line at the end of indented code',
    peers: MICROMARK,
    pattern: /^(?: {4}|\t)\S[\r\n]+[ \t]+$/u,
    text: '    a\n     ',
    html: '<pre><code>a\n</code></pre>\n',
  },
  {
    name: 'indented code after an empty item or quote',
    peers: MICROMARK,
    pattern: /^ *(?:\d[.)]|[-+*>])[\r\n]+(?: {4}|\t)\S[\r\n]+(?: {4}|\t)\S$/u,
    text: '>\n    a\n    b',
    html: '<blockquote>\n</blockquote>\n<pre><code>a\nb\n</code></pre>\n',
  },
  {
    name: 'fence with nothing but a blank line',
    peers: MICROMARK,
    pattern: /^(?:\[.\]:\S[\r\n]+)?(?:(?:[-+*]|\d+[.)]) |[> ])*(?:```|~~~)[\r\n]+[> \t]*[\r\n]*$/,
    text: '> ```\n>',
    html: '<blockquote>\n<pre><code>\n</code></pre>\n</blockquote>\n',
  },
  {
    name: 'line ends after a definition',
    peers: MICROMARK,
    pattern: /^\[.\]:\S[\r\n]+(?:<|(?: {4}|\t)\S)[^]{0,8}[\r\n]+(?: {4}|\t)?\S$/,
    text: '[a]:b\n\n    c\n    d',
    html: '<pre><code>c\nd\n</code></pre>\n',
  },
  {
    name: 'definition beside a blank line in an item',
    peers: MICROMARK,
    pattern: /^(?:[-+*]|\d[.)]) (?:\S[\r\n]+\s+\[.\]:\S|\[.\]:\S[\r\n]+ +\S)$/u,
    text: '1. f\n\n\t[o]:u',
    html: '<ol>\n<li>f</li>\n</ol>\n',
  },
  {
    name: 'blank line at the end of a list',
    peers: MICROMARK,
    pattern: /^>+ ?(?:\d[.)]|[-+*]) \S[\r\n]+>+[\r\n]+>?$/u,
    text: '>>1. n\n>>\n>',
    html: '<blockquote>\n<blockquote>\n<ol>\n<li>n</li>\n</ol>\n</blockquote>\n</blockquote>\n',
  },
  {
    name: 'box in a heading',
    peers: MICROMARK,
    pattern: /^(?:[-+*]|\d[.)]) \[[x ]\] \S[\r\n]+ +[-=]$/iu,
    text: '- [x] b\n  -',
    html: '<ul>\n<li><input checked="" disabled="" type="checkbox"> \n<h2>b</h2>\n</li>\n</ul>\n',
  },
  {
    name: 'indented header of a table',
    peers: MICROMARK,
    pattern: /^\S[\r\n]+(?: {4,}|\t)\S*[\r\n]+[-:| ]+$/,
    text: 'a\n    b|\n-|',
    html: '<p>a</p>\n<table>\n<thead>\n<tr>\n<th>b</th>\n</tr>\n</thead>\n</table>\n',
  },
  {
    name: 'lone tag that continues a paragraph',
    peers: BOTH,
    pattern: /^(?:[-+*>]|\d+[.)]) ?\S[\r\n]+<[^>]*>(?:[\r\n]+\S)?$/u,
    text: '> a\n<b>',
    html: '<blockquote>\n<p>a\n<b></p>\n</blockquote>\n',
  },
  {
    name: 'title that something follows',
    peers: CMARK,
    pattern: /^\[(.+)\]:\S[\r\n]+"[^"]*"\[\1\]$/i,
    text: '[foo]:l\n"t"[Foo]',
    html: '<p>&quot;t&quot;<a href="l">Foo</a></p>\n',
  },
  {
    name: 'blank line after a rule',
    peers: CMARK,
    pattern: /^(?:[-+*]|\d[.)]) (?:\*\*\*|___|---)[\r\n]+(?:[-+*]|\d[.)])(?: \S)?$/u,
    text: '- ***\n\n- a',
    html: '<ul>\n<li>\n<hr />\n</li>\n<li>\n<p>a</p>\n</li>\n</ul>\n',
  },
  {
    name: 'two blank lines at the beginning of an item',
    peers: CMARK,
    pattern: /^(?:[-+*]|\d[.)])[\r\n]+ +[\r\n]+ +\S$/u,
    text: '-\n  \n  a',
    html: '<ul>\n<li></li>\n</ul>\n<p>a</p>\n',
  },
  {
    name: 'parenthesis left open in a definition',
    peers: CMARK,
    pattern: /^\[.+\]:\($/,
    text: '[f]:(',
    html: '<p>[f]:(</p>\n',
  },
  {
    name: 'box after a box',
    peers: CMARK,
    pattern: /^(?:[-+*]|\d+[.)]) \[ \] .*\[x\]$/,
    text: '- [ ] [x]',
    html: '<ul>\n<li><input disabled="" type="checkbox"> [x]</li>\n</ul>\n',
  },
  {
    name: 'newer specification: HTML blocks',
    peers: CMARK,
    pattern: /^(?:<\/?(?:textarea|search)(?:>\S?)?|<![a-z])$/i,
    text: '<textarea',
    html: '<textarea\n',
  },
  // Inline structure.
  {
    name: 'newer specification: comments and declarations',
    peers: CMARK,
    pattern: /^\S?<!(?:--?-?|[a-z])>$/i,
    text: 'a<!-->',
    html: '<p>a<!--></p>\n',
  },
  {
    name: 'rule of three',
    peers: MICROMARK,
    pattern: /^(?=[^]*(?:\*\*|__))[^*_\s]?(?:[*_]+[^*_]{0,3}){2,5}$/,
    text: '**b*`*]',
    html: '<p>*<em>b</em>`*]</p>\n',
  },
  {
    name: 'openers that were refused',
    peers: CMARK,
    pattern: /^(?=[^]*(?:\*\*|__))[^*_\s]?(?:[*_]+[^*_]{0,3}){3,5}$/,
    text: '*(**(**#**',
    html: '<p><em>(<strong>(</strong>#</em>*</p>\n',
  },
  {
    name: 'symbol beside delimiters',
    peers: BOTH,
    pattern: /^(?=[^]*[*_~])[^\n]*(?:(?![ -~])\p{S}|\0)[^\n]*$/u,
    text: '*a|*😀',
    html: '<p><em>a|</em>😀</p>\n',
  },
  {
    name: 'tilde before a delimiter',
    peers: MICROMARK,
    pattern: /^(?=[^]*~)(?=[^]*[*_])[^\n]{3,6}$/,
    text: '*~*a',
    html: '<p>*~*a</p>\n',
  },
  {
    name: 'tilde as punctuation',
    peers: CMARK,
    pattern: /^(?=[^]*~)(?=[^]*[*_])[^\n]{3,6}$/,
    text: '*~ =*',
    html: '<p><em>~ =</em></p>\n',
  },
  {
    name: 'byte order mark',
    peers: BOTH,
    pattern: /\ufeff/,
    text: '\ufeffa',
    html: '<p>\ufeffa</p>\n',
  },
  {
    name: 'bracket that is left open after a reference',
    peers: MICROMARK,
    pattern: /^\[(.+)\](?:\[[\r\n]+\[\1\]:\S|:\S[\r\n]+\[\1\]\[)$/i,
    text: '[Foo][\n\n[foo]:u',
    html: '<p><a href="u">Foo</a>[</p>\n',
  },
  {
    name: 'tag in a description',
    peers: MICROMARK,
    pattern: /^!\[<.*>\]\(\)$/,
    text: '![<b>]()',
    html: '<p><img src="" alt="&lt;b&gt;" /></p>\n',
  },
  {
    name: 'parenthesis in a title',
    peers: MICROMARK,
    pattern: /^!?\[\]\(\S\s\(\(\)\)$/u,
    text: '[](o\n(())',
    html: '<p>[](o\n(())</p>\n',
  },
  {
    name: 'escaped quote at the end of a title',
    peers: CMARK,
    pattern: /^!?\[\]\(\S\s"\\"\)$/u,
    text: '[](a "\\")',
    html: '<p>[](a &quot;&quot;)</p>\n',
  },
  {
    name: 'equals sign in a value without quotes',
    peers: MICROMARK,
    pattern: /^<[a-z] [a-z]=[a-z]=["'].*>$/i,
    text: '<a f=f="">',
    html: '<p>&lt;a f=f=&quot;&quot;&gt;</p>\n',
  },
  {
    name: 'blank destination',
    peers: CMARK,
    pattern: /^!?\[\]\(<\s+>\)$/,
    text: '[](< >)',
    html: '<p><a href="%20"></a></p>\n',
  },
  {
    name: 'reference by a long number',
    peers: CMARK,
    pattern: /^&#\d{8,};$/,
    text: '&#87654321;',
    html: '<p>&amp;#87654321;</p>\n',
  },
  {
    name: 'control character by its number',
    peers: MICROMARK,
    pattern: /^&#(?:x[\da-f]{1,2}|\d{1,3});$/i,
    text: '&#2;',
    html: '<p>\u0002</p>\n',
  },
  // Bare addresses.
  {
    name: 'www. without a domain',
    peers: BOTH,
    pattern: /^www\.(?:[^a-z\d]|[\r\n]\S)?$/i,
    text: 'www.:',
    html: '<p>www.:</p>\n',
  },
  {
    name: 'www. after a bracket',
    peers: MICROMARK,
    pattern: /^\\?[^\s*_~(a-z\d]www\.\S$/iu,
    text: ']www.a',
    html: '<p>]www.a</p>\n',
  },
  {
    name: 'escaped pipe in an address',
    peers: MICROMARK,
    pattern: /^\S\|\|[\r\n]+-\|-[\r\n]+https?:\/\/\S+\\\|$/u,
    text: 'a||\n-|-\nhttp://a\\|',
    html:
      '<table>\n<thead>\n<tr>\n<th>a</th>\n<th></th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><a href="http://a%7C">http://a|</a></td>\n' +
      '<td></td>\n</tr>\n</tbody>\n</table>\n',
  },
  {
    name: 'underscore at the end of a domain',
    peers: BOTH,
    pattern: /^https?:\/\/\w_$/i,
    text: 'http://z_',
    html: '<p>http://z_</p>\n',
  },
  {
    name: 'domain of a hyphen',
    peers: BOTH,
    pattern: /^https?:\/\/-+$/i,
    text: 'http://-',
    html: '<p><a href="http://-">http://-</a></p>\n',
  },
  {
    name: 'ftp',
    peers: MICROMARK,
    pattern: /^ftp:\/\/\S$/i,
    text: 'ftp://a',
    html: '<p><a href="ftp://a">ftp://a</a></p>\n',
  },
  {
    name: 'end of an address',
    peers: MICROMARK,
    pattern: /^https?:\/\/.\]$/iu,
    text: 'http://a]',
    html: '<p><a href="http://a%5D">http://a]</a></p>\n',
  },
  {
    name: 'mail address whose domain begins with a dot',
    peers: BOTH,
    pattern: /^[\w.+-]@\.(?:[a-z]|&.*;)$/i,
    text: 'a@.b',
    html: '<p>a@.b</p>\n',
  },
  {
    name: 'mail address before an at sign',
    peers: CMARK,
    pattern: /^[\w.+-]@\w\.\w@$/,
    text: 'a@b.c@',
    html: '<p><a href="mailto:a@b.c">a@b.c</a>@</p>\n',
  },
]

/** The class that a smallest text belongs to. */
export function classOf(peer: Peer, text: string): Difference | undefined {
  return DIFFERENCES.find(({ peers, pattern }) => peers.includes(peer) && pattern.test(text))
}
