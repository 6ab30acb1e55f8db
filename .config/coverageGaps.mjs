/**
 * What of a package's sources no test reached, for people: a line for each file, with the functions that hold a gap and the lines of the gaps.
 * @param {Record<string, FileCoverage>} coverage Istanbul's coverage of each file, by its path
 * @param {string} folder left out of the paths
 * @returns {string[]}
 *
 * @typedef {{ line: number, column: number }} Place
 * @typedef {{ start: Place, end: Place }} Range
 * @typedef {{
 *   statementMap: Record<string, Range>, s: Record<string, number>,
 *   branchMap: Record<string, { loc: Range, locations: Partial<Range>[] }>, b: Record<string, number[]>,
 *   fnMap: Record<string, { name: string, loc: Range }>
 * }} FileCoverage
 */
export function coverageGaps(coverage, folder) {
  return Object.entries(coverage).flatMap(([path, file]) => {
    const lines = gapLines(file)
    if (lines.length === 0) return []
    const byFunction = Map.groupBy(lines, (line) => functionAt(file, line))
    const named = [...byFunction].map(([name, held]) => `${name === '' ? '' : `${name} `}(${held.join(', ')})`)
    return `${path.slice(path.indexOf(folder) + folder.length + 1)}: ${named.join('; ')}`
  })
}

/** @param {FileCoverage} file */
function gapLines({ statementMap, s, branchMap, b }) {
  const statements = Object.entries(statementMap).flatMap(([id, { start }]) => (s[id] === 0 ? start.line : []))
  const branches = Object.entries(branchMap).flatMap(([id, { loc, locations }]) =>
    // A branch that is not written down, as of an `if` without an `else`, has no place of its own.
    locations.flatMap(({ start }, at) => (b[id]?.[at] === 0 ? (start?.line ?? loc.start.line) : [])),
  )
  return [...new Set([...statements, ...branches])].toSorted((a, z) => a - z)
}

/**
 * The name of the innermost function that has one.
 * @param {FileCoverage} file
 * @param {number} line
 */
function functionAt({ fnMap }, line) {
  const around = Object.values(fnMap).filter(({ name, loc }) => !name.startsWith('(') && loc.start.line <= line && line <= loc.end.line)
  return around.toSorted((a, z) => a.loc.end.line - a.loc.start.line - (z.loc.end.line - z.loc.start.line))[0]?.name ?? ''
}
