import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The preload script: one CommonJS file, because a sandboxed window loads nothing else. */
export default defineConfig({
  root: fileURLToPath(new URL('../electron', import.meta.url)),
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    outDir: fileURLToPath(new URL('../out/electron', import.meta.url)),
    emptyOutDir: false,
    target: 'chrome130',
    minify: false,
    rollupOptions: {
      input: { preload: fileURLToPath(new URL('../electron/preload/preload.ts', import.meta.url)) },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
})
