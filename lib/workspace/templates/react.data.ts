import { json } from "./json";
import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "package.json": json({
    name: "react-app",
    private: true,
    type: "module",
    scripts: { dev: "vite", build: "tsc --noEmit && vite build", preview: "vite preview" },
    dependencies: { react: "^19.1.0", "react-dom": "^19.1.0" },
    devDependencies: {
      "@types/react": "^19.1.0",
      "@types/react-dom": "^19.1.0",
      "@vitejs/plugin-react": "^5.0.0",
      typescript: "^5.9.0",
      vite: "^7.1.0",
    },
  }),
  "index.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>React app</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/main.tsx"></script>
  </body>
</html>
`,
  "vite.config.ts": `import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [react()] });
`,
  "tsconfig.json": json({
    compilerOptions: {
      target: "es2022",
      lib: ["es2023", "dom", "dom.iterable"],
      module: "esnext",
      moduleResolution: "bundler",
      jsx: "react-jsx",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ["vite/client"],
    },
    include: ["src"],
  }),
  "src/main.tsx": `import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import "./style.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
`,
  "src/app.tsx": `import { useState } from "react";
import { Counter } from "./counter";

export function App() {
  const [names, setNames] = useState(["coffee", "commits"]);

  return (
    <main>
      <h1>Tally</h1>
      <ul>
        {names.map((name) => (
          <Counter key={name} name={name} />
        ))}
      </ul>
      <form
        action={(form) => {
          const name = String(form.get("name")).trim();
          if (name && !names.includes(name)) setNames([...names, name]);
        }}
      >
        <input name="name" aria-label="What to count" placeholder="What to count" />
        <button>Add</button>
      </form>
    </main>
  );
}
`,
  "src/counter.tsx": `import { useState } from "react";

export function Counter({ name }: { name: string }) {
  const [count, setCount] = useState(0);
  return (
    <li>
      <span>{name}</span>
      <output>{count}</output>
      <button onClick={() => setCount(count + 1)}>One more</button>
    </li>
  );
}
`,
  "src/style.css": `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 32rem; padding: 0 1rem; }
ul { list-style: none; padding: 0; }
li { display: grid; grid-template-columns: 1fr auto auto; gap: 1rem; align-items: center; padding: 0.5rem 0; }
output { font-variant-numeric: tabular-nums; }
form { display: flex; gap: 0.5rem; }
input { flex: 1; }
button, input { font: inherit; padding: 0.35rem 0.75rem; }
`,
  ".gitignore": "node_modules\ndist\n",
};
