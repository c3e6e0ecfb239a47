import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// While developing, everything but the page itself comes from a running `noriai demo`.
const server = 'http://localhost:8080';

export default defineConfig({
  plugins: [svelte()],
  server: {
    proxy: Object.fromEntries(['/v1', '/tiles', '/demo'].map((path) => [path, server])),
  },
  build: {
    target: 'es2022',
    // MapLibre is one piece of about a megabyte; it is loaded after the booking panel stands.
    chunkSizeWarningLimit: 1300,
    rollupOptions: {
      output: {
        // The map's worker arrives as `.mjs`, a name that not every server knows the type of.
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith('.mjs'))
            ? 'assets/[name]-[hash].js'
            : 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: { include: ['tests/**/*.test.ts'] },
});
