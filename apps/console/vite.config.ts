import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The API answers on its own port while the console is being worked on; built, both share one. */
const API = process.env.ANJU_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': API } },
  build: { target: 'es2022', chunkSizeWarningLimit: 1_200 },
});
