import { json } from "./json";
import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "package.json": json({
    name: "express-server",
    private: true,
    type: "module",
    scripts: { dev: "node --watch server.js", start: "node server.js" },
    dependencies: { express: "^5.1.0" },
  }),
  "server.js": `import express from "express";
import { notes } from "./notes.js";

const app = express();
app.use(express.json());
app.use(express.static("public"));

app.get("/api/notes", (request, response) => {
  response.json(notes.all());
});

app.post("/api/notes", (request, response) => {
  const text = String(request.body?.text ?? "").trim();
  if (!text) return response.status(400).json({ error: "A note needs a text." });
  response.status(201).json(notes.add(text));
});

app.delete("/api/notes/:id", (request, response) => {
  response.sendStatus(notes.remove(Number(request.params.id)) ? 204 : 404);
});

const port = Number(process.env.PORT ?? 3000);
app.listen(port, () => console.log(\`Notes on http://localhost:\${port}\`));
`,
  "notes.js": `let nextId = 1;
const held = new Map();

export const notes = {
  all: () => [...held.values()],
  add(text) {
    const note = { id: nextId++, text };
    held.set(note.id, note);
    return note;
  },
  remove: (id) => held.delete(id),
};

notes.add("This note comes from the server that runs in your tab.");
`,
  "public/index.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Notes</title>
    <link rel="stylesheet" href="style.css" />
  </head>
  <body>
    <main>
      <h1>Notes</h1>
      <form>
        <label for="text">New note</label>
        <input id="text" name="text" autocomplete="off" required />
        <button>Add</button>
      </form>
      <ul></ul>
    </main>
    <script type="module" src="notes-page.js"></script>
  </body>
</html>
`,
  "public/notes-page.js": `const list = document.querySelector("ul");
const form = document.querySelector("form");

async function show() {
  const notes = await (await fetch("/api/notes")).json();
  list.replaceChildren(...notes.map(itemOf));
}

function itemOf(note) {
  const item = document.createElement("li");
  const remove = document.createElement("button");
  remove.textContent = "Done";
  remove.addEventListener("click", async () => {
    await fetch(\`/api/notes/\${note.id}\`, { method: "DELETE" });
    await show();
  });
  item.append(note.text, remove);
  return item;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await fetch("/api/notes", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text: form.text.value }),
  });
  form.reset();
  await show();
});

await show();
`,
  "public/style.css": `body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 36rem; padding: 0 1rem; }
form { display: flex; gap: 0.5rem; align-items: center; }
input { flex: 1; padding: 0.4rem 0.6rem; font: inherit; }
button { padding: 0.4rem 0.8rem; font: inherit; }
ul { list-style: none; padding: 0; }
li { display: flex; justify-content: space-between; align-items: center; padding: 0.5rem 0; border-bottom: 1px solid #ddd; }
`,
};
