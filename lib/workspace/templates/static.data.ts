import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "index.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Hello</title>
    <link rel="stylesheet" href="style.css" />
  </head>
  <body>
    <main>
      <h1>Hello</h1>
      <p>Change <code>index.html</code> and see it here.</p>
      <p>It is <time></time> where you are.</p>
    </main>
    <script src="script.js"></script>
  </body>
</html>
`,
  "style.css": `:root { color-scheme: light dark; font: 18px/1.6 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { padding: 2rem; }
h1 { font-size: 3rem; line-height: 1; margin: 0 0 1rem; }
`,
  "script.js": `const clock = document.querySelector("time");

function tick() {
  const now = new Date();
  clock.textContent = now.toLocaleTimeString();
  clock.dateTime = now.toISOString();
}

tick();
setInterval(tick, 1000);
`,
};
