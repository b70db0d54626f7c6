import { json } from "./json";
import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "package.json": json({
    name: "vanilla-app",
    private: true,
    type: "module",
    scripts: { dev: "vite", build: "vite build", preview: "vite preview" },
    devDependencies: { vite: "^7.1.0" },
  }),
  "index.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Vanilla app</title>
  </head>
  <body>
    <canvas width="480" height="320"></canvas>
    <script type="module" src="/src/main.js"></script>
  </body>
</html>
`,
  "src/main.js": `import "./style.css";
import { createBall } from "./ball.js";

const canvas = document.querySelector("canvas");
const context = canvas.getContext("2d");
const balls = Array.from({ length: 12 }, () => createBall(canvas.width, canvas.height));

function frame() {
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const ball of balls) {
    ball.move();
    context.beginPath();
    context.arc(ball.x, ball.y, ball.radius, 0, Math.PI * 2);
    context.fillStyle = \`hsl(\${ball.hue} 70% 55%)\`;
    context.fill();
  }
  requestAnimationFrame(frame);
}

frame();
`,
  "src/ball.js": `export function createBall(width, height) {
  const radius = 8 + Math.random() * 16;
  let dx = (Math.random() - 0.5) * 4;
  let dy = (Math.random() - 0.5) * 4;
  return {
    radius,
    hue: Math.random() * 360,
    x: radius + Math.random() * (width - 2 * radius),
    y: radius + Math.random() * (height - 2 * radius),
    move() {
      if (this.x + dx < radius || this.x + dx > width - radius) dx = -dx;
      if (this.y + dy < radius || this.y + dy > height - radius) dy = -dy;
      this.x += dx;
      this.y += dy;
    },
  };
}
`,
  "src/style.css": `body { display: grid; place-items: center; min-height: 100vh; margin: 0; }
canvas { border: 1px solid #ccc; border-radius: 8px; max-width: 100%; }
`,
  ".gitignore": "node_modules\ndist\n",
};
