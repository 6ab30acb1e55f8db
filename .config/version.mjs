// What the release pull request changes: versions and changelogs, as the changesets say; and the ranges of our packages in manifests that stand by themselves, which
// the workspace does not know: those of the examples, and of the server that is published with the relay.
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publishedPackages, ROOT } from './repository.mjs'

const launcher = fileURLToPath(new URL('run.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [launcher, 'changeset', 'version'], { cwd: ROOT, stdio: 'inherit' })
if (status === 0) alignRanges()
process.exitCode = status ?? 1

function alignRanges() {
  const ranges = Object.fromEntries(publishedPackages().map(({ name, version }) => [name, `^${version}`]))
  for (const path of globSync('packages/{relay/deploy,examples/nextjs,examples/consumers/*}/package.json', { cwd: ROOT })) {
    const file = join(ROOT, path)
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    for (const name of Object.keys(manifest.dependencies)) if (name in ranges) manifest.dependencies[name] = ranges[name]
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
  }
}
