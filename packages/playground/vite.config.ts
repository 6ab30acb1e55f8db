import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'

const conditions = ['@rivulet/source']

const config: UserConfig = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
  ssr: {
    // The workspace's own packages run from their sources, which Node alone cannot resolve.
    noExternal: [/^@rivulet\//],
    resolve: { conditions: [...conditions, 'module', 'node', 'development|production'], externalConditions: conditions },
  },
  // All found before the first page: a dependency discovered later would reload it in the middle of a conversation.
  optimizeDeps: {
    include: [
      'react',
      'react-dom',
      'react-dom/client',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      '@tanstack/react-query',
      'lucide-react',
      '@rivulet/core > eventsource-parser',
    ],
  },
  server: {
    // The gateways answer CORS for themselves; nothing else here is another origin's business.
    cors: false,
    warmup: { clientFiles: ['./src/main.tsx'] },
  },
}

export default config
