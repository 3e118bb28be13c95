/** The loader: one classic script with a fixed name, for other people's pages. */
import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: false,
  build: {
    outDir: '../server/static/widget',
    emptyOutDir: false,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    lib: { entry: 'loader/loader.ts', formats: ['iife'], name: 'frontdeskLoader', fileName: () => 'loader.js' },
  },
});
