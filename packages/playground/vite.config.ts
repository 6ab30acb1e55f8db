import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'
import { offlinePlugin, WORKER_ENTRY } from './server/offlinePlugin.ts'

const conditions = ['@rivulet/source']

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const config: UserConfig = {
  root: here('.'),
  plugins: [react(), offlinePlugin()],
  resolve: {
    conditions: [...conditions, 'module', 'browser', 'development|production'],
    dedupe: ['react', 'react-dom', '@tanstack/react-query'],
    // Vite resolves a stylesheet's imports by conditions of its own.
    alias: {
      '@rivulet/components/styles.css': here('../components/src/styles.css'),
      '@rivulet/components/themes': here('../components/src/themes'),
    },
  },
  ssr: {
    // The workspace's own packages run from their sources, which Node alone cannot resolve.
    noExternal: [/^@rivulet\//],
    resolve: { conditions: [...conditions, 'module', 'node', 'development|production'], externalConditions: conditions },
  },
  // The list is complete and nothing is looked for later: a dependency discovered in the middle of a conversation would reload
  // the page. What is not CommonJS needs no bundling and is served as it is.
  optimizeDeps: {
    noDiscovery: true,
    include: ['react', 'react-dom', 'react-dom/client', 'react/jsx-runtime', 'react/jsx-dev-runtime', '@tanstack/react-query', 'mermaid'],
  },
  build: {
    // Mermaid's largest part, which is loaded when a diagram needs it.
    chunkSizeWarningLimit: 1500,
    // The page's policy takes fonts and styles as files alone.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { index: here('index.html'), [WORKER_ENTRY]: here('src/offline/serviceWorker.ts') },
      // A worker may only serve what stands below it.
      output: { entryFileNames: ({ name }) => (name === WORKER_ENTRY ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  server: {
    // The gateways answer CORS for themselves; nothing else here is another origin's business.
    cors: false,
    warmup: { clientFiles: ['./src/main.tsx'] },
  },
}

export default config
