import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'
import { gatewayPlugin } from './gallery/gatewayPlugin.js'

const conditions = ['@rivulet/source']

const config: UserConfig = {
  plugins: [react(), gatewayPlugin()],
  // The packages as they are here, unbuilt.
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'], dedupe: ['react', 'react-dom'] },
  // The gateway runs from its source too, which Node alone cannot resolve.
  ssr: {
    noExternal: [/^@rivulet\//],
    resolve: { conditions: [...conditions, 'module', 'node', 'development|production'], externalConditions: conditions },
  },
  server: { host: '127.0.0.1' },
}

export default config
