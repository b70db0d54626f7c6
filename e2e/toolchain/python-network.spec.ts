import { expect, test } from "../fixtures/test";
import { oneComputer } from "./computer";

const computer = oneComputer();

const errors = `import errno, os

def tell(run, *given):
    try:
        run(*given)
    except OSError as error:
        print(type(error).__name__, error.errno == getattr(errno, errno.errorcode[error.errno]), error)

os.makedirs("full/inner")
tell(open, "nope")
tell(os.mkdir, "full")
tell(os.rmdir, "full")
tell(open, "full")
tell(os.listdir, __file__)
tell(os.close, 99)
tell(os.kill, 99999, 0)
tell(open, "x" * 300, "w")
tell(os.symlink, "a", "full")
print(errno.ENOENT, errno.EAGAIN, os.strerror(errno.EADDRINUSE))
`;

test("errors have the numbers and words they have on Linux", async () => {
  const { write, works } = computer();
  await write({ "numbers/main.py": errors });
  expect(await works("cd numbers && python main.py")).toBe(
    [
      "FileNotFoundError True [Errno 2] No such file or directory: 'nope'",
      "FileExistsError True [Errno 17] File exists: 'full'",
      "OSError True [Errno 39] Directory not empty: 'full'",
      "IsADirectoryError True [Errno 21] Is a directory: 'full'",
      "NotADirectoryError True [Errno 20] Not a directory: '/home/project/numbers/main.py'",
      "OSError True [Errno 9] Bad file descriptor",
      "ProcessLookupError True [Errno 3] No such process",
      `OSError True [Errno 36] File name too long: '${"x".repeat(300)}'`,
      "FileExistsError True [Errno 17] File exists: 'a' -> 'full'",
      "2 11 Address already in use",
      "",
    ].join("\n"),
  );
});

const sockets = `import select, socket

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 0))
server.listen()
client = socket.create_connection(server.getsockname())
accepted, address = server.accept()
print(address == client.getsockname(), client.getpeername() == server.getsockname())
client.sendall(b"hello world")
print(accepted.recv(5), accepted.recv(100))
lines = client.makefile("r")
accepted.sendall(b"one\\ntwo\\n")
print(lines.readline(), lines.readline(), end="")
print(select.select([accepted], [accepted], [], 0) == ([], [accepted], []))
accepted.settimeout(0.05)
try:
    accepted.recv(1)
except TimeoutError as error:
    print(error)
accepted.setblocking(False)
try:
    accepted.recv(1)
except BlockingIOError as error:
    print(error)
client.shutdown(socket.SHUT_WR)
accepted.setblocking(True)
print(accepted.recv(10))
for each in (lines, client, accepted, server):
    each.close()
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError as error:
    print(type(error).__name__, error)
left, right = socket.socketpair()
left.send(b"pair")
print(right.recv(9))
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
except OSError as error:
    print(error)
`;

test("sockets talk within the tab, with timeouts and without waiting", async () => {
  const { write, works } = computer();
  await write({ "sockets.py": sockets });
  expect(await works("python sockets.py 2>&1")).toBe(
    [
      "True True",
      "b'hello' b' world'",
      "one",
      " two",
      "True",
      "timed out",
      "[Errno 11] Resource temporarily unavailable",
      "b''",
      "ConnectionRefusedError [Errno 111] Connection refused",
      "b'pair'",
      "[Errno 94] only SOCK_STREAM sockets are there in this tab: it has no UDP and no raw network",
      "",
    ].join("\n"),
  );
});

const answering = `
const answer = (request, response) => {
  let body = "";
  request.on("data", (piece) => (body += piece)).on("end", () => {
    response.statusCode = request.url === "/missing" ? 404 : 200;
    response.end(request.method + " " + request.url + " " + body.length);
  });
};
require("http").createServer(answer).listen(8155, () => console.log("listens"));
`;

const asking = `import http.client, json, urllib.error, urllib.request

with urllib.request.urlopen("http://localhost:8155/hello?x=1") as answer:
    print(answer.status, answer.read())
request = urllib.request.Request("http://localhost:8155/put", data=b"body" * 50000, method="PUT")
print(urllib.request.urlopen(request).read())
for address in ("http://localhost:8155/missing", "http://localhost:9/"):
    try:
        urllib.request.urlopen(address)
    except urllib.error.URLError as error:
        print(type(error).__name__, error)
connection = http.client.HTTPConnection("127.0.0.1", 8155)
for path in ("/first", "/second"):
    connection.request("GET", path)
    print(connection.getresponse().read())
for address in ("http://registry.npmjs.org/is-odd", "https://registry.npmjs.org/is-odd"):
    print(json.load(urllib.request.urlopen(address))["name"])
`;

test("urllib and http.client ask servers of the tab, and other hosts through the browser", async () => {
  const { write, works, start } = computer();
  await write({ "answering.js": answering, "asking.py": asking });
  const server = await start("node answering.js");
  await server.shows(/listens/u);
  expect(await works("python asking.py 2>&1")).toBe(
    [
      "200 b'GET /hello?x=1 0'",
      "b'PUT /put 200000'",
      "HTTPError HTTP Error 404: Not Found",
      "URLError <urlopen error [Errno 111] Connection refused>",
      "b'GET /first 0'",
      "b'GET /second 0'",
      "is-odd",
      "is-odd",
      "",
    ].join("\n"),
  );
  await server.stop();
});

const serving = `from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"python says {self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

with HTTPServer(("127.0.0.1", 8156), Handler) as server:
    print("listens", flush=True)
    server.serve_forever()
`;

test("a server written with http.server answers other programs until ^C", async () => {
  const { write, works, start } = computer();
  await write({ "serving.py": serving });
  const shell = await start("sh");
  await shell.shows(/\$ $/u);
  await shell.type("python serving.py\r");
  await shell.shows(/listens/u);
  expect(await works("curl -s localhost:8156/a localhost:8156/b")).toBe("python says /apython says /b");
  await shell.shows(/"GET \/b HTTP\/1\.1" 200 -/u);
  await shell.type("\u0003");
  await shell.shows(/KeyboardInterrupt[^]*\$ $/u);
  await shell.stop();
});
