import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const lines = (file: string) => read(file).trimEnd().split('\n').length
const EXAMPLES = [
  'supportChat/SupportChat.tsx',
  'workspace/Workspace.tsx',
  'workspace/workspace.css',
  'notebook/Notebook.tsx',
  'notebook/notebook.css',
  'inspectedChat/InspectedChat.tsx',
].map((file) => `./${file}`)

test('the README of the parts shows the examples that are compiled and run', () => {
  const shown = [...read('../../components/README.md').matchAll(/```(?:tsx|css)\n(?!@layer)([\s\S]*?)```/g)].map(([, code]) => code)
  expect(shown).toEqual(EXAMPLES.map(read))
})

test('a whole chat takes less than 15 lines, a workspace less than 80, a design of its own less than 60', () => {
  expect(lines('./supportChat/SupportChat.tsx')).toBeLessThan(15)
  expect(lines('./workspace/Workspace.tsx')).toBeLessThan(80)
  expect(lines('./notebook/Notebook.tsx')).toBeLessThan(60)
})

const foldersOf = (path: string) =>
  readdirSync(new URL(path, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

test('the README has a row for every example and every consumer, and its links lead somewhere', () => {
  const readme = read('../README.md')
  const rows = [...readme.matchAll(/^\| \[`([\w-]+)`\]/gm)].map(([, name]) => name)
  expect(new Set(rows)).toEqual(new Set([...foldersOf('./'), 'nextjs', ...foldersOf('../consumers/')]))
  const targets = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target)
  expect(targets.filter((target) => !existsSync(new URL(`../${target}`, import.meta.url)))).toEqual([])
})
