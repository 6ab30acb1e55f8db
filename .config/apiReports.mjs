// The public API of each published package as its users see it, in reports that are committed (`packages/*/api`): `pnpm run api` writes them from
// the built declarations, `pnpm run api:check` fails where one is no longer true, so that no change of the API goes unseen in a review. What an
// entry point lets reach though neither it nor the main one exports it, and comments in a syntax that no tool reads, fail in both.
// A second argument stands for the project's folder.
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel, ExtractorMessageCategory } from '@microsoft/api-extractor'
import { compilerOptions, findEntries } from './apiEntries.mjs'

const [mode, folder = fileURLToPath(new URL('..', import.meta.url))] = process.argv.slice(2)
const root = resolve(folder)
const isCheck = mode === 'check'
const UPDATE = 'If the change is meant, run "pnpm run api" and commit the report.'

/** @typedef {import('./apiEntries.mjs').Entry & { report: string }} ReportedEntry */

/** @returns {ReportedEntry[]} */
const findReported = () =>
  findEntries(root).map((entry) => ({
    ...entry,
    report: resolve(dirname(entry.manifest), 'api', `${entry.path === '.' ? 'index' : entry.path.slice(2)}.api.md`),
  }))

const none = { logLevel: ExtractorLogLevel.None }
const error = { logLevel: ExtractorLogLevel.Error }

/** Compiler, extractor and TSDoc alike: whatever is worth a message is an error. One export is public as the other, so none has a release tag. */
const messages = {
  compilerMessageReporting: { default: error },
  extractorMessageReporting: { default: error, 'ae-missing-release-tag': none, 'ae-undocumented': none },
  tsdocMessageReporting: { default: error },
}

/** @param {ReportedEntry} entry @param {string} reportTempFolder */
function configOf({ manifest, declarations, report }, reportTempFolder) {
  const projectFolder = dirname(manifest)
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: manifest,
    configObject: {
      projectFolder,
      mainEntryPointFilePath: declarations,
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { files: [declarations], compilerOptions } },
      apiReport: { enabled: true, reportFileName: basename(report), reportFolder: dirname(report), reportTempFolder },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages,
    },
  })
}

const shown = (/** @type {string} */ path) => relative(root, path)

/** Whether what an entry point lacks is exported by the main one of its package, whose report is written first. @param {string} text @param {string} manifest */
function isInMainEntry(text, manifest) {
  const mainReport = join(dirname(manifest), 'api', 'index.api.md')
  const [, symbol] = /The symbol "(\w+)"/.exec(text) ?? []
  return (
    existsSync(mainReport) &&
    new RegExp(`^export (?:interface|type|class|const|function) ${symbol}\\b`, 'm').test(readFileSync(mainReport, 'utf8'))
  )
}

/** What is wrong with the API of one entry point or with its report. @param {ReportedEntry} entry @param {ExtractorConfig} config @param {CompilerState} compilerState */
function problemsOf({ name, report, manifest }, config, compilerState) {
  const problems = []
  let diff = ''
  if (!isCheck) mkdirSync(dirname(report), { recursive: true })
  const { apiReportChanged } = Extractor.invoke(config, {
    compilerState,
    localBuild: !isCheck,
    printApiReportDiff: true,
    messageCallback(message) {
      message.handled = true
      const { category, messageId, logLevel, text, sourceFilePath = '', sourceFileLine } = message
      if (messageId === 'console-api-report-diff') diff = text.slice(text.indexOf('@@'))
      else if (messageId === 'ae-forgotten-export' && isInMainEntry(text, manifest)) return
      else if (category !== ExtractorMessageCategory.Console && logLevel === ExtractorLogLevel.Error)
        problems.push(`${name}: ${text} (${messageId}, ${shown(sourceFilePath)}:${sourceFileLine})`)
    },
  })
  if (!apiReportChanged) return problems
  if (!isCheck) process.stdout.write(`${shown(report)} is written\n`)
  else if (diff === '')
    problems.push(`The public API of ${name} has no report at ${shown(report)}. Run "pnpm run api" and commit the report.`)
  else problems.push(`The public API of ${name} is no longer what ${shown(report)} says. ${UPDATE}\n\n${diff}`)
  return problems
}

/** Reports of entry points that are no more. @param {ReportedEntry[]} entries */
function staleReports(entries) {
  const known = new Set(entries.map(({ report }) => report))
  return globSync('packages/*/api/**/*.api.md', { cwd: root })
    .map((file) => join(root, file))
    .filter((file) => !known.has(file))
}

function main() {
  const entries = findReported()
  const unbuilt = entries.filter(({ declarations }) => !existsSync(declarations))
  if (unbuilt.length > 0) return unbuilt.map(({ name }) => `${name} is not built, so its API cannot be read: run "npm run build" first.`)

  const temporary = mkdtempSync(join(tmpdir(), 'rivulet-api-'))
  try {
    const configs = entries.map((entry) => configOf(entry, temporary))
    // One program for all: most of the work is reading the platform's own declarations.
    const state = CompilerState.create(configs[0], { additionalEntryPoints: entries.map(({ declarations }) => declarations) })
    const problems = entries.flatMap((entry, index) => problemsOf(entry, configs[index], state))
    for (const file of staleReports(entries)) {
      if (isCheck) problems.push(`${shown(file)} is the report of an entry point that is no more. ${UPDATE}`)
      else rmSync(file)
    }
    return [...new Set(problems)]
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

const problems = main()
process.stderr.write(problems.map((problem) => `${problem}\n`).join('\n'))
process.exitCode = problems.length > 0 ? 1 : 0
