import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/main/resources/web",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 2000,
  },
  // While working on the page: `npm run dev` beside a running diagram server.
  server: { proxy: { "/api": process.env["FLOWLENS_DIAGRAM"] ?? "http://127.0.0.1:8080" } },
  // Layouts take seconds, and the machine may be busy.
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 },
});
