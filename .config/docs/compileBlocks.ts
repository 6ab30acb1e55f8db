import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Source, withProject } from './blockProject.ts'
import { type Block, root } from './readDocuments.ts'

/** Compiles blocks of TypeScript, all in one project, as strictly as the packages, and gives what the compiler says, by document and line. */
export function compileBlocks(blocks: readonly Block[]): string[] {
  return withProject(blocks, (folder, sources) => {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG))
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { encoding: 'utf8', cwd: folder })
    const found = stdout.split('\n').filter((line) => /error TS/.test(line))
    return status === 0 ? [] : found.map((line) => told(line, sources))
  })
}

const CONFIG = {
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: {
    module: 'esnext',
    moduleResolution: 'bundler',
    noEmit: true,
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    isolatedDeclarations: false,
    allowImportingTsExtensions: true,
    types: ['node', 'vite/client'],
    // As an application reads the packages: by the declarations that were built.
    customConditions: [],
  },
  include: ['documents'],
}

function told(line: string, sources: readonly Source[]): string {
  const [, path = '', row = '1', words = line] = /^(.*?)\((\d+),\d+\): (.*)$/.exec(line) ?? []
  const source = sources.find((one) => path.endsWith(one.path))
  return `${source?.origins[Number(row) - 1] ?? path}: ${words}`
}
