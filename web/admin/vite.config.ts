import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// For `npm run dev`: a running server, and a token of it if the session's cookie is not wanted.
const server = process.env.KARTOTEKA_URL ?? 'http://127.0.0.1:8080';

/**
 * AntD gives the page's nonce to the styles of its components, and forgets it for two others (the measure of a scroll bar, the lock of the page
 * under a window), which the server's policy would refuse. All of them are written by one function, which here takes the nonce by itself.
 */
const styleNonce: Plugin = {
  name: 'style-nonce',
  transform(code, id) {
    if (!id.includes('@rc-component/util/es/Dom/dynamicCSS.js')) return null;
    const changed = code.replaceAll(/(?:option\.)?csp\?\.nonce/g, (nonce) => `(${nonce} ?? document.querySelector('meta[name=nonce]')?.nonce)`);
    if (changed === code) throw new Error('AntD writes its styles in another way now: see what the nonce needs.');
    return { code: changed, map: null };
  },
};

/** AntD reads the English name of each icon aloud ("setting"), on buttons that have words too. An icon without a label of ours is decoration. */
const quietIcons: Plugin = {
  name: 'quiet-icons',
  transform(code, id) {
    if (!/@ant-design\/icons\/es\/components\/AntdIcon(Light)?\.js/.test(id)) return null;
    const changed = code.replace(/role: "img",\s*"aria-label": icon\.name/, "...(restProps['aria-label'] ? { role: 'img' } : { 'aria-hidden': true })");
    if (changed === code) throw new Error('AntD labels its icons in another way now.');
    return { code: changed, map: null };
  },
};

export default defineConfig({
  plugins: [react(), styleNonce, quietIcons],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2023',
    // Small files would become data: addresses, which the server's policy forbids.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
  },
  server: { proxy: { '/api': server, '/v1': server, '/openapi': server, '/health': server, '/version': server } },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true },
});
