import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { empty } from "./build/empty.ts";
import { messages } from "./build/messages.ts";
import { offline } from "./build/offline.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the server embeds. */
const DIST = here("../dist");

/** Where `fieldwalk serve` listens while the front end is worked on. */
const SERVER = process.env.FIELDWALK_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig(({ isSsrBuild }) => ({
  base: "/app/",
  plugins: [empty(DIST), messages(here("../../server/locales")), offline()],
  resolve: { dedupe: ["preact"] },
  build: {
    outDir: DIST,
    emptyOutDir: false,
    target: "es2022",
    // The content policy refuses what is written into a page, and a data address is as good as that.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The tests are built by themselves.
    rolldownOptions: isSsrBuild
      ? {}
      : {
          input: { index: here("index.html"), "service-worker": here("src/offline/service-worker.ts") },
          output: {
            // A service worker keeps its name: the browser compares what is behind it.
            entryFileNames: (chunk) => (chunk.name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js"),
          },
        },
  },
  worker: { format: "es" },
  // The style sheet and the strings are the console's.
  server: { fs: { allow: [here("../..")] }, proxy: { "/v1": SERVER } },
}));
