import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import mantinePreset from 'postcss-preset-mantine'
import { defineConfig } from 'vite'

/** The screens, for both hosts: plain files that work under a strict content security policy. */
export default defineConfig({
  root: fileURLToPath(new URL('../renderer', import.meta.url)),
  base: './',
  plugins: [react()],
  // Browsers know `light-dark()`; rewritten for `:root`, it would never match in the dark theme.
  css: { postcss: { plugins: [mantinePreset({ features: { lightDarkFunction: false } })] } },
  build: {
    outDir: fileURLToPath(new URL('../out/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome130',
    // A small asset as a `data:` URL would be a violation of the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One file per machine, read from its own disk: splitting would only add requests.
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
  },
})
