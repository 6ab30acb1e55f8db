import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'

const conditions = ['@rivulet/source']

const config: UserConfig = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  resolve: {
    conditions: [...conditions, 'module', 'browser', 'development|production'],
    dedupe: ['react', 'react-dom', '@tanstack/react-query'],
    // Vite resolves a stylesheet's imports by conditions of its own.
    alias: {
      '@rivulet/components/styles.css': fileURLToPath(new URL('../components/src/styles.css', import.meta.url)),
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
  // Mermaid's largest part, which is loaded when a diagram needs it.
  build: { chunkSizeWarningLimit: 1500 },
  server: {
    // The gateways answer CORS for themselves; nothing else here is another origin's business.
    cors: false,
    warmup: { clientFiles: ['./src/main.tsx'] },
  },
}

export default config
