import { defineConfig } from 'tsup'

// One output file for each source file: bundling would drop "use client" from every module but the entry.
// The maps hold the sources, so that a debugger shows them though they are not published.
export default defineConfig({
  entry: ['src/**/*.ts', 'src/**/*.tsx', '!src/**/*.test.*', '!src/**/*.test-d.ts', '!src/**/*.stories.tsx', '!src/**/*.fixture.*'],
  format: 'esm',
  target: 'es2023',
  bundle: false,
  dts: false,
  clean: true,
  silent: true,
  sourcemap: true,
})
