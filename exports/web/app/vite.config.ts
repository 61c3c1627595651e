import { defineConfig } from "vite";

// The bundle is served by Python from /, beside the API; nothing is inlined, so that the content
// security policy can forbid inline script and data: scripts.
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../static/app",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8765", "/sparql/query": "http://127.0.0.1:8765" } },
});
