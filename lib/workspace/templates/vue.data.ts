import { json } from "./json";
import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "package.json": json({
    name: "vue-app",
    private: true,
    type: "module",
    scripts: { dev: "vite", build: "vite build", preview: "vite preview" },
    dependencies: { vue: "^3.5.0" },
    devDependencies: { "@vitejs/plugin-vue": "^6.0.0", vite: "^7.1.0" },
  }),
  "index.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Vue app</title>
  </head>
  <body>
    <div id="app"></div>
    <script type="module" src="/src/main.js"></script>
  </body>
</html>
`,
  "vite.config.js": `import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [vue()] });
`,
  "src/main.js": `import { createApp } from "vue";
import App from "./app.vue";

createApp(App).mount("#app");
`,
  "src/app.vue": `<script setup>
import { computed, ref } from "vue";

const celsius = ref(21);
const fahrenheit = computed({
  get: () => Math.round(celsius.value * 1.8 + 32),
  set: (value) => (celsius.value = Math.round((value - 32) / 1.8)),
});
</script>

<template>
  <main>
    <h1>Degrees</h1>
    <label>Celsius <input v-model.number="celsius" type="number" /></label>
    <label>Fahrenheit <input v-model.number="fahrenheit" type="number" /></label>
    <p>{{ celsius <= 0 ? "Water freezes." : celsius >= 100 ? "Water boils." : "Water flows." }}</p>
  </main>
</template>

<style scoped>
main { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 24rem; padding: 0 1rem; }
label { display: flex; justify-content: space-between; padding: 0.25rem 0; }
input { font: inherit; width: 8rem; }
</style>
`,
  ".gitignore": "node_modules\ndist\n",
};
