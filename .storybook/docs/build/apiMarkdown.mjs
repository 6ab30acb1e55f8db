// The reference of a package as markdown, for machines that read.

/** @param {import('./apiModel.mjs').ApiEntry[]} entries @param {string} name */
export function apiMarkdown(entries, name) {
  const intro = `Every export of @rivulet/${name}, by entry, with its signature and the words of its docstring.`
  return [`# @rivulet/${name}`, intro, ...entries.map((entry) => [`## ${entry.name}`, ...entry.items.map(itemMarkdown)].join('\n\n'))].join(
    '\n\n',
  )
}

/** @param {import('./apiItem.mjs').ApiItem} item */
function itemMarkdown(item) {
  if (item.in) return `### ${item.name}\n\nSee ${item.in}.`
  return [
    `### ${item.name}`,
    `\`\`\`ts\n${item.signature}\n\`\`\``,
    wordsMarkdown(item),
    item.members.map(memberMarkdown).join('\n'),
    item.source ? `Source: ${item.source}` : '',
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** @param {import('./apiItem.mjs').ApiItem} member */
function memberMarkdown(member) {
  const words = [member.summary, member.defaultValue && `Default: ${member.defaultValue}`, ...member.throws.map((text) => `Throws ${text}`)]
  return `- \`${oneLine(member.signature)}\`: ${oneLine(words.filter(Boolean).join(' '))}`
}

/** @param {import('./apiItem.mjs').ApiWords} words */
function wordsMarkdown({ summary, params, returns, throws, defaultValue, see }) {
  return [
    summary,
    ...params.map(({ name, words }) => `- \`${name}\`: ${oneLine(words)}`),
    returns && `Returns ${returns}`,
    defaultValue && `Default: ${defaultValue}`,
    ...throws.map((text) => `Throws ${text}`),
    ...see.map((text) => `See ${text}`),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** @param {string} text */
const oneLine = (text) => text.replace(/\s+/g, ' ').trim()
