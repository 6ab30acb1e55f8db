import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// KaTeX's small fonts would become `data:` addresses in the stylesheet, which `font-src 'self'` refuses.
export default defineConfig({ plugins: [react()], build: { assetsInlineLimit: 0 } })
