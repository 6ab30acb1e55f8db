// Publishes what npm does not have yet: names the repository, packs, and puts up one package after the other, what others depend on first. It can be run again,
// and then begins where it ended. `--plan` only tells what would be done, and tells a workflow by an output, `mode`: `version` where changesets wait, `publish`, or `none`.
// npm itself publishes, with the short-lived right that it gives a workflow that a package trusts: pnpm's own way to that has failed with 404.
import { spawnSync } from 'node:child_process'
import { appendFileSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameRepository, publishedPackages, ROOT } from './repository.mjs'

/** @typedef {import('./repository.mjs').PublishedPackage & { onNpm: string[] | undefined }} Compared with the versions that npm has, undefined where it does not know the package */

const BY_HAND =
  'npm lets a package trust a workflow only when the package is there, so its first version goes up by hand: CONTRIBUTING.md, Releases'
const inWorkflow = process.env['GITHUB_ACTIONS'] === 'true'
const env = { ...process.env, npm_config_update_notifier: 'false' }
const shell = process.platform === 'win32'

try {
  process.exitCode = main(process.argv.includes('--plan'))
} catch (error) {
  process.stderr.write(`rivulet: ${error.message}\n`)
  process.exitCode = 1
}

/** @param {boolean} isPlan */
function main(isPlan) {
  // What a release pull request will take together is not to be published under the version before it.
  if (isPlan && namedChangesets() > 0) return tellMode('version', 'changesets wait for the release pull request')
  const compared = inOrder(publishedPackages()).map((each) => ({ ...each, onNpm: versionsOnNpm(each.name) }))
  if (inWorkflow && compared.every(({ onNpm }) => !onNpm))
    return tellMode('none', `::notice::npm has none of the packages yet. ${BY_HAND}.`)
  for (const { name, version, onNpm } of compared) if (onNpm?.includes(version)) say(`${name} ${version}: on npm already`)
  const lacking = compared.filter(({ version, onNpm }) => !onNpm?.includes(version))
  if (lacking.length === 0) return tellMode('none', 'npm lacks nothing')
  if (!isPlan) return publishAll(lacking)
  for (const { name, version, onNpm } of lacking) say(`${name} ${version}: npm ${onNpm ? 'lacks it' : 'does not know the package'}`)
  return tellMode('publish', `${lacking.length} to be published`)
}

/**
 * @param {Compared[]} lacking what others of them depend on first
 * @returns {number} the exit status
 */
function publishAll(lacking) {
  expectTrustedNpm()
  for (const line of nameRepository(process.env)) say(line)
  const tarballs = join(ROOT, 'tarballs')
  if (npm(['run', 'tarballs'], 'inherit').status !== 0) throw new Error('the packages could not be packed; what stands above says why')
  /** @type {Set<string>} */
  const failed = new Set()
  const outcomes = lacking.map(({ name, version, dependencies, onNpm }) => {
    const missing = dependencies.find((dependency) => failed.has(dependency))
    const tarball = join(tarballs, `${name.slice(1).replace('/', '-')}-${version}.tgz`)
    const problem = (inWorkflow && !onNpm && BY_HAND) || (missing && `since ${missing} is not`) || publish(tarball)
    if (problem) failed.add(name)
    else tellTag(name, version)
    return `${name} ${version}: ${problem ? `not published, ${problem}` : 'published'}`
  })
  // npm itself prints much of each: what came of them stands together at the end.
  for (const line of outcomes) say(line)
  if (failed.size === 0) return 0
  say('Put right what npm complains of above and run this again: it goes on with what is not there.')
  return 1
}

/**
 * @param {string} tarball its path
 * @returns {string | undefined} what went wrong
 */
function publish(tarball) {
  const { status } = npm(['publish', tarball, '--access', 'public', ...(inWorkflow ? ['--provenance'] : [])], 'inherit')
  if (status === 0) return undefined
  const trust = inWorkflow ? '; 404 or ENEEDAUTH is what it says where the package does not trust this workflow' : ''
  return `npm ended with ${status}${trust}`
}

/** npm knows since 11.5.1 how to ask for the right that a trusted workflow has. */
function expectTrustedNpm() {
  if (!inWorkflow) return
  const version = npm(['--version'], 'pipe').stdout.trim()
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  const isOld = major < 11 || (major === 11 && (minor < 5 || (minor === 5 && patch < 1)))
  if (isOld) throw new Error(`npm ${version} cannot publish from a trusted workflow; 11.5.1 and newer can, as Node 24 brings it`)
}

/**
 * @param {string} name
 * @returns {string[] | undefined} undefined where npm does not know the package
 */
function versionsOnNpm(name) {
  const { status, stdout, stderr } = npm(['view', name, 'versions', '--json'], 'pipe')
  // One version alone is no array.
  if (status === 0) return stdout.trim() === '' ? [] : [JSON.parse(stdout)].flat()
  if (/\bE404\b/.test(stdout + stderr)) return undefined
  throw new Error(`npm could not be asked for the versions of ${name}:\n${stderr || stdout}`)
}

/**
 * Before each package what it depends on.
 * @param {import('./repository.mjs').PublishedPackage[]} packages
 */
function inOrder(packages) {
  /** @type {typeof packages} */
  const ordered = []
  /** @param {(typeof packages)[number]} each */
  const add = (each) => {
    if (ordered.includes(each)) return
    for (const other of packages) if (each.dependencies.includes(other.name)) add(other)
    ordered.push(each)
  }
  packages.forEach(add)
  return ordered
}

/** How many changesets name a package; an empty one says that a change needs none. */
function namedChangesets() {
  const files = globSync('.changeset/*.md', { cwd: ROOT }).filter((file) => !file.endsWith('README.md'))
  return files.filter((file) => /^---\s*\n\s*["'\w@]/.test(readFileSync(join(ROOT, file), 'utf8'))).length
}

/**
 * @param {string[]} args
 * @param {'inherit' | 'pipe'} stdio where its output goes; its questions, as for a one-time password, can be answered
 */
function npm(args, stdio) {
  const { error, ...ended } = spawnSync('npm', args, { cwd: ROOT, env, shell, encoding: 'utf8', stdio: ['inherit', stdio, stdio] })
  if (error) throw new Error(`npm could not be started: ${error.message}`)
  return ended
}

/**
 * changesets/action reads from a file which tags and releases to make, an event a line.
 * @param {string} name
 * @param {string} version
 */
function tellTag(name, version) {
  const { CHANGESETS_OUTPUT: file } = process.env
  if (file) appendFileSync(file, `${JSON.stringify({ type: 'git-tag', tag: `${name}@${version}`, packageName: name })}\n`)
}

/**
 * @param {'version' | 'publish' | 'none'} mode
 * @param {string} why
 * @returns {number} the exit status
 */
function tellMode(mode, why) {
  say(why)
  const { GITHUB_OUTPUT: file } = process.env
  if (file) appendFileSync(file, `mode=${mode}\n`)
  return 0
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`)
}
