// The published packages as their users get them: packed by pnpm, and unpacked where an application would find them.
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

export type Target = string | { readonly types?: string; readonly default?: string }

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly license?: string
  readonly type?: string
  readonly sideEffects?: false | readonly string[]
  readonly engines?: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, Target>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

export interface PackedPackage {
  readonly name: string
  /** Its folder in the project, absolute. */
  readonly folder: string
  readonly tarball: string
  /** What came out of the tarball, as an application has it. */
  readonly installed: string
  /** The one in the tarball, which differs from the project's. */
  readonly manifest: Manifest
}

/** With the exports as they are published. */
export function readManifest(folder: string): Manifest {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest & { publishConfig?: Partial<Manifest> }
  return { ...manifest, exports: manifest.publishConfig?.exports ?? manifest.exports }
}

/** The folders of what is published. */
export const publishedFolders = (): string[] =>
  globSync('packages/*/package.json', { cwd: ROOT })
    .map((file) => join(ROOT, dirname(file)))
    .filter((folder) => !readManifest(folder).private)
    .toSorted()

/** Packs every published package into `folder`, from what is built. @returns the paths of the tarballs, by the names of the packages */
export function packTarballs(folder: string): Readonly<Record<string, string>> {
  const folders = publishedFolders()
  const unbuilt = folders.filter((each) => !existsSync(join(each, 'dist')))
  if (unbuilt.length > 0)
    throw new Error(`${unbuilt.join(', ')}: nothing is built there, so nothing can be packed. Run npm run build first.`)
  mkdirSync(folder, { recursive: true })
  const filters = folders.flatMap((each) => ['--filter', `./packages/${basename(each)}`])
  const { NODE_OPTIONS: _options, ...env } = process.env
  const shell = process.platform === 'win32'
  execFileSync('pnpm', ['-r', ...filters, 'pack', '--pack-destination', folder], { cwd: ROOT, env, shell, stdio: 'pipe' })
  const entries = folders.map((each) => {
    const { name, version } = readManifest(each)
    return [name, join(folder, `${name.slice(1).replace('/', '-')}-${version}.tgz`)]
  })
  return Object.fromEntries(entries) as Record<string, string>
}

/**
 * Packs every published package, and installs the tarballs in `application` beside the dependencies that their manifests name: each package
 * finds those and no others. React's types are the application's own.
 */
export function packPackages(application: string): PackedPackage[] {
  const tarballs = packTarballs(join(application, 'tarballs'))
  for (const name of ['@types/react', '@types/react-dom', '@types/node', 'react', 'react-dom'])
    link(join(ROOT, 'node_modules', name), join(application, 'node_modules', name))
  return publishedFolders().map((folder) => install(folder, tarballs, application))
}

function install(folder: string, tarballs: Readonly<Record<string, string>>, application: string): PackedPackage {
  const { name } = readManifest(folder)
  const { [name]: tarball = '' } = tarballs
  const installed = join(application, 'node_modules', name)
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '--strip-components', '1', '-C', installed], { stdio: 'pipe' })
  const manifest = readManifest(installed)
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
    if (!dependency.startsWith('@rivulet/')) link(join(folder, 'node_modules', dependency), join(installed, 'node_modules', dependency))
  return { name, folder, tarball, installed, manifest }
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(realpathSync(target), path, 'junction')
}

/** `@rivulet/replay/node` for each entry that a script can import; stylesheets, data and patterns are none. */
export const scriptEntries = ({ name, exports }: Manifest): string[] =>
  Object.entries(exports)
    .filter(([, target]) => typeof target !== 'string')
    .map(([path]) => `${name}${path.slice(1)}`)

/** The same for each stylesheet. */
export const styleEntries = ({ name, exports }: Manifest): string[] =>
  Object.keys(exports).flatMap((path) => (path.endsWith('.css') ? `${name}${path.slice(1)}` : []))
