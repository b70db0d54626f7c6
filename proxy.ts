import { NextResponse, type NextRequest } from "next/server";
import {
  apiHeaders,
  appHeaders,
  isEngineFile,
  mayCall,
  newNonce,
  notWelcome,
  placeOf,
  plainPage,
  readOrigins,
  sandboxHeaders,
  type Origins,
} from "@/lib/server";

const configured = readOrigins(process.env);
const development = process.env.NODE_ENV === "development";

/** Every request passes here first: the host says which of the two origins it is for. */
export function proxy(request: NextRequest): NextResponse {
  if (!configured.ok) return page(500, "tabsmith can't start like this", configured.error);
  const origins = configured.value;
  const { pathname, search } = request.nextUrl;
  const place = placeOf(request.headers.get("host") ?? "", pathname + search, origins);
  switch (place.type) {
    case "app":
      return app(request, origins);
    case "sandbox":
      return isEngineFile(place.file) ? engineFile(place.file, origins) : nothing(sandboxHeaders(origins, "/"));
    case "redirect":
      return NextResponse.redirect(place.to, 307);
    case "missing":
      return nothing(place.sandbox ? sandboxHeaders(origins, "/") : appHeaders(origins, newNonce()));
    case "stranger":
      return page(
        421,
        "This server goes by another name",
        `It is ${origins.app}. To reach it by a name of your own, set APP_ORIGIN and SANDBOX_ORIGIN where it starts.`,
      );
  }
}

function app(request: NextRequest, origins: Origins): NextResponse {
  const { method, headers } = request;
  const path = request.nextUrl.pathname;
  const caller = { method, origin: headers.get("origin"), site: headers.get("sec-fetch-site") };
  if (!mayCall(path, caller, origins))
    return dressed(NextResponse.json(notWelcome, { status: 403 }), apiHeaders(origins));
  return path.startsWith("/api/") ? dressed(NextResponse.next(), apiHeaders(origins)) : appPage(request, path, origins);
}

/** Next reads the nonce from the policy in the request and puts it on its own scripts; `x-nonce` is for ours. */
function appPage(request: NextRequest, path: string, origins: Origins): NextResponse {
  const nonce = newNonce();
  const headers = appHeaders(origins, nonce, { path, development });
  const forwarded = new Headers(request.headers);
  forwarded.set("x-nonce", nonce);
  forwarded.set("Content-Security-Policy", headers["Content-Security-Policy"] ?? "");
  return dressed(NextResponse.next({ request: { headers: forwarded } }), headers);
}

/** `next.config.ts` leads to the file; rewriting here would make Next ask itself over the network. */
function engineFile(file: string, origins: Origins): NextResponse {
  return dressed(NextResponse.next(), sandboxHeaders(origins, file));
}

function dressed(response: NextResponse, headers: Readonly<Record<string, string>>): NextResponse {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function nothing(headers: Readonly<Record<string, string>>): NextResponse {
  const plain = { "Content-Type": "text/plain; charset=utf-8" };
  return dressed(new NextResponse("There is nothing here.\n", { status: 404, headers: plain }), headers);
}

function page(status: number, title: string, text: string): NextResponse {
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cross-Origin-Resource-Policy": "same-origin" };
  return new NextResponse(plainPage(title, text), { status, headers });
}
