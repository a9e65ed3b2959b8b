import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Electron's main process and the worker with the application: modules, driver and Electron left outside. */
export default defineConfig({
  root: fileURLToPath(new URL('../electron', import.meta.url)),
  publicDir: false,
  resolve: { conditions: ['node'] },
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  build: {
    ssr: true,
    outDir: fileURLToPath(new URL('../out/electron', import.meta.url)),
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: {
        main: fileURLToPath(new URL('../electron/main/main.ts', import.meta.url)),
        worker: fileURLToPath(new URL('../electron/worker/worker.ts', import.meta.url)),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
