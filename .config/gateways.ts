// The browser tests' global set-up: gateways on loopback, whose addresses the tests take by `inject`.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type { TestProject } from 'vitest/node'
import type * as serveGatewaysModule from './serveGateways.js'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Vitest loads this file without the project's resolve conditions, so that the packages' sources have to be asked for.
  const file = fileURLToPath(new URL('serveGateways.ts', import.meta.url))
  const { module } = await runnerImport<typeof serveGatewaysModule>(file, {
    environments: { inline: { resolve: { conditions: ['@rivulet/source', 'node'], noExternal: [/^@rivulet\//] } } },
  })
  const { url, nobodyListens, close } = await module.serveGateways()
  project.provide('gateways', url)
  project.provide('nobodyListens', nobodyListens)
  return close
}
