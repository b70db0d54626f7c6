import { json } from "./json";
import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "package.json": json({
    name: "svelte-app",
    private: true,
    type: "module",
    scripts: { dev: "vite", build: "vite build", preview: "vite preview" },
    devDependencies: { "@sveltejs/vite-plugin-svelte": "^6.0.0", svelte: "^5.38.0", vite: "^7.1.0" },
  }),
  "index.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Svelte app</title>
  </head>
  <body>
    <div id="app"></div>
    <script type="module" src="/src/main.js"></script>
  </body>
</html>
`,
  "vite.config.js": `import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [svelte()] });
`,
  "src/main.js": `import { mount } from "svelte";
import App from "./app.svelte";

mount(App, { target: document.getElementById("app") });
`,
  "src/app.svelte": `<script>
  let items = $state([{ text: "Sharpen the chisel", done: true }, { text: "Cut the joint", done: false }]);
  let text = $state("");
  const left = $derived(items.filter((item) => !item.done).length);

  function add(event) {
    event.preventDefault();
    if (text.trim()) items.push({ text: text.trim(), done: false });
    text = "";
  }
</script>

<main>
  <h1>{left === 0 ? "All done" : \`\${left} left\`}</h1>
  {#each items as item}
    <label><input type="checkbox" bind:checked={item.done} /> {item.text}</label>
  {/each}
  <form onsubmit={add}>
    <input bind:value={text} aria-label="New item" placeholder="New item" />
    <button>Add</button>
  </form>
</main>

<style>
  main { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 24rem; padding: 0 1rem; }
  label { display: block; padding: 0.25rem 0; }
  form { display: flex; gap: 0.5rem; margin-top: 1rem; }
  form input { flex: 1; font: inherit; }
</style>
`,
  ".gitignore": "node_modules\ndist\n",
};
