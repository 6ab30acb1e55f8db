// Names the repository in the manifests that are published: npm refuses a package with provenance whose manifest does not name the repository that built it, and
// leads from a package's page to it, with the links and pictures of the README. In a workflow GitHub says which it is; by hand, once, before the first release:
//   GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=owner/name node .config/repository.mjs
// What a manifest says already is kept and held against that.
import { globSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** As formatters sort a manifest: what is added goes between these. */
const FIRST_KEYS = ['name', 'version', 'description', 'keywords', 'homepage', 'bugs', 'license', 'repository']

/**
 * @typedef {{ name: string, version: string, folder: string, file: string, manifest: Record<string, any>, dependencies: string[] }} PublishedPackage
 * `folder` is its name under `packages`, `file` the path of its manifest, `dependencies` the names of what it is installed with
 */

/** @returns {PublishedPackage[]} */
export function publishedPackages() {
  return globSync('packages/*/package.json', { cwd: ROOT })
    .toSorted()
    .map((path) => {
      const file = join(ROOT, path)
      const manifest = JSON.parse(readFileSync(file, 'utf8'))
      const { name, version, dependencies } = manifest
      return { name, version, folder: basename(join(file, '..')), file, manifest, dependencies: Object.keys(dependencies ?? {}) }
    })
    .filter(({ manifest }) => !manifest.private)
}

/**
 * Writes `repository`, `homepage` and `bugs` where a manifest lacks them.
 * @param {NodeJS.ProcessEnv} env of a workflow. Where it names no repository, every manifest has to.
 * @returns {string[]} what was done, a line for each package
 * @throws {Error} where nobody says which repository it is, or a manifest names another one
 */
export function nameRepository(env) {
  const packages = publishedPackages()
  if (!env['GITHUB_REPOSITORY'] && packages.every(({ manifest }) => manifest.repository)) return []
  const address = addressOf(env)
  const others = packages.filter(({ manifest }) => manifest.repository && plainAddress(manifest.repository) !== address)
  if (others.length > 0) {
    const named = others.map(({ folder, manifest }) => `packages/${folder}/package.json names ${plainAddress(manifest.repository)}`)
    throw new Error(
      `${named.join('; ')}. This is ${address}, and npm takes no package from another repository than it names: put it right there.`,
    )
  }
  return packages.map((each) => nameIn(each, address))
}

/**
 * @param {PublishedPackage} published
 * @param {string} address
 */
function nameIn({ name, file, folder, manifest }, address) {
  const directory = `packages/${folder}`
  const said = {
    homepage: `${address}/tree/HEAD/${directory}#readme`,
    bugs: { url: `${address}/issues` },
    repository: { type: 'git', url: `git+${address}.git`, directory },
  }
  if (Object.keys(said).every((key) => key in manifest)) return `${name}: names ${address}`
  const whole = { ...said, ...manifest }
  const keys = [...FIRST_KEYS, ...Object.keys(manifest)].filter((key) => key in whole)
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(keys.map((key) => [key, whole[key]])), null, 2)}\n`)
  return `${name}: now names ${address}`
}

/** @param {NodeJS.ProcessEnv} env */
function addressOf({ GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '' }) {
  const missing = Object.entries({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }).flatMap(([name, value]) =>
    value ? [] : [name],
  )
  if (missing.length > 0) {
    const how = 'GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=owner/name node .config/repository.mjs'
    throw new Error(`${missing.join(' and ')} not set, so that nobody can say which repository the packages come from. By hand: ${how}`)
  }
  if (!/^https:\/\/[^/]+$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new Error(
      `${server} and ${repository} make no address: GITHUB_SERVER_URL is like https://github.com, GITHUB_REPOSITORY like owner/name.`,
    )
  return `${server}/${repository}`
}

/** @param {string | { url: string }} repository as a manifest has it */
function plainAddress(repository) {
  const url = typeof repository === 'string' ? repository : repository.url
  return url.replace(/^git\+/, '').replace(/\.git$/, '')
}

const [, program = '.'] = process.argv
if (realpathSync(program) === fileURLToPath(import.meta.url)) {
  try {
    const lines = nameRepository(process.env)
    process.stdout.write(`${(lines.length > 0 ? lines : ['every manifest names a repository']).join('\n')}\n`)
  } catch (error) {
    process.stderr.write(`rivulet: ${error.message}\n`)
    process.exitCode = 1
  }
}
