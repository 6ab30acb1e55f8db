// Where hostile or broken text is read as plain text, so that no append does more than a fixed multiple of its own length in work.
// Each is a rule about the text alone, never about how it was cut: so a cap cannot make a streamed text differ from the whole one.

/**
 * A line shows what block it is within this many characters; what would need more of it (a rule, a fence's info string, the hashes that
 * close a heading …) is text.
 */
export const LINE_START_CHARS = 4096

/** Containers within containers: deeper quotes and lists are text. React's recursion and the reader's stack are bounded by it. */
export const BLOCK_DEPTH = 100

/** Emphasis, links and images within each other: deeper markers are text. */
export const INLINE_DEPTH = 100

/** A link reference definition, with its label and its title, as well as a table's header line. */
export const DEFINITION_CHARS = 4096

/** A table's columns: a short row of a wide table would otherwise fill as many cells as the widest one has. */
export const TABLE_COLUMNS = 200

/** Characters after which a run of text tries to freeze what stands before. */
export const CHUNK_CHARS = 512

/** How far an inline construct may reach: brackets, code spans and emphasis that are still open this far on are text. */
export const WINDOW_CHARS = 8192

/**
 * Markup in a run: delimiters, spans, links … Past as many the run is cut, and what is open in it is text, as at the end of its window: what cannot
 * freeze is drawn anew with each append.
 */
export const RUN_MARKS = 512

/** A tail longer than this that cannot freeze is parsed again only when it has grown by an eighth; the rest shows as plain text until then. */
export const EAGER_TAIL_CHARS = 4096

/** Lines and characters of a chunk of code. */
export const CODE_CHUNK_LINES = 64
export const CODE_CHUNK_CHARS = 4096

/** A label of a link reference definition. @see https://spec.commonmark.org/0.31.2/#link-label */
export const LABEL_CHARS = 999

/**
 * A label that is defined: the specification has 999 here too, but a paragraph that begins with a bracket is not shown while it may be a definition,
 * and who writes as much behind one writes a sentence.
 */
export const DEFINED_LABEL_CHARS = 200

/** Parentheses within each other in a link's destination; the specification asks for three at least. @see https://spec.commonmark.org/0.31.2/#link-destination */
export const DESTINATION_PARENTHESES = 8

/** The longest domain that the DNS allows, rounded up: a bare address whose host is longer is text. */
export const DOMAIN_CHARS = 255

/** Characters of text that one append parses again because a definition came after its use; the rest waits for the next appends. */
export const LATE_DEFINITION_CHARS = 16_384

/** A line that begins with `|` and may head a table is held back no longer than this. */
export const HELD_ROW_CHARS = 2048
